import { int, series } from '../../compose'
import { operator } from '../../define'

// a table, because 10 ** n may differ in its last bit between engines
const POWERS = [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]

export const round = operator({
  id: 'round',
  title: 'Round',
  summary:
    'Nearest multiple of 10⁻ᵈⁱᵍⁱᵗˢ; a half rounds up, as Pine `math.round`. Too large to have such digits, the value stays as it is.',
  formula: '⌊a · 10ᵈ + ½⌋ / 10ᵈ',
  family: 'math',
  synonyms: ['digits', 'nearest'],
  call: 'math.round(a, digits)',
  inputs: [series('a', 'Value')],
  params: [int('digits', 'Digits', 0, 0, 10)],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, { digits }, from, to) => {
    const scale = POWERS[digits!]!
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = Math.round(x * scale) / scale
      out[i] = y - y === 0 ? y : x
    }
  },
})
