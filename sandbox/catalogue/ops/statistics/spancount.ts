import { spanned } from '../spanned'

export const spancount = spanned({
  id: 'spancount',
  title: 'Bars over hours',
  summary:
    'How many bars with a close opened within the last `hours`: fewer than usual where data has gaps or the market was shut. Missing until history reaches back so far.',
  formula: 'number of bars with time > now − hours',
  family: 'statistics',
  synonyms: ['24h', 'number of bars', 'count', 'by time', 'gap'],
  from: 'close',
  call: 'ta.spancount(hours)',
  arithmetic: {
    memory: 0,
    fresh: (_x, _last, n) => n,
    start: (_state, _at, _x, _last, n) => n,
    slide: (_state, _at, x, out, n, _params, from, to) => {
      let i = from
      for (; i < to && !Number.isNaN(x[i]!); i++) out[i] = n
      return i
    },
  },
})
