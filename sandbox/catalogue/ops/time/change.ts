import { int, source } from '../../compose'
import { operator } from '../../define'

export const change = operator({
  id: 'change',
  title: 'Change',
  summary: 'The series less what it was `n` bars earlier; missing while either is. As Pine `ta.change`.',
  formula: 'x − x₋ₙ',
  family: 'time',
  synonyms: ['difference', 'diff', 'delta', 'momentum'],
  inputs: [source],
  params: [int('n', 'Bars', 1)],
  output: 'number',
  memory: ({ n }) => ({ kind: 'window', bars: (n as number) + 1 }),
  stateSize: () => 0,
  reach: ({ n }) => n as number,
  advance: (_state, [x], out, { n }, from, to) => {
    const first = Math.max(from, n!)
    out.fill(NaN, from, Math.min(first, to))
    for (let i = first; i < to; i++) {
      const y = x![i]! - x![i - n!]!
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
