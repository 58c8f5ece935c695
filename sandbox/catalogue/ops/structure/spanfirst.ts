import { spanned } from '../spanned'

export const spanfirst = spanned({
  id: 'spanfirst',
  title: 'First value over hours',
  summary:
    'The source on the first bar that opened within the last `hours`, whatever the timeframe: with the open and 24, the price a day ago. Missing until history reaches back so far.',
  formula: 'x of the earliest bar with time > now − hours',
  family: 'structure',
  synonyms: ['24h', 'open 24h ago', 'yesterday', 'price a day ago', 'by time'],
  from: 'open',
  call: 'ta.spanfirst(source, hours)',
  arithmetic: {
    memory: 0,
    fresh: (x, last, n) => x[last - n + 1]!,
    start: (_state, _at, x, last, n) => x[last - n + 1]!,
    slide: (_state, _at, x, out, n, _params, from, to) => {
      let i = from
      for (; i < to && !Number.isNaN(x[i]!); i++) out[i] = x[i - n + 1]!
      return i
    },
  },
})
