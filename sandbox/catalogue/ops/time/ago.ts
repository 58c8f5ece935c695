import { int } from '../../compose'
import { operator } from '../../define'

export const ago = operator({
  id: 'ago',
  title: 'Bars ago',
  summary:
    'What the series was `n` bars earlier; missing where it was missing then, and before there were `n` bars. Counts bars, not values.',
  formula: 'x₋ₙ',
  family: 'time',
  synonyms: ['shift', 'offset', 'lag', 'previous', 'history', '[]'],
  inputs: [{ name: 'x', title: 'Series', kind: 'any' }],
  params: [int('n', 'Bars', 1, 0)],
  call: 'ago(x, n)',
  output: 'any',
  memory: ({ n }) => ({ kind: 'window', bars: (n as number) + 1 }),
  stateSize: () => 0,
  reach: ({ n }) => n as number,
  advance: (_state, [x], out, { n }, from, to) => {
    for (let i = from; i < to; i++) out[i] = i < n! ? NaN : x![i - n!]!
  },
})
