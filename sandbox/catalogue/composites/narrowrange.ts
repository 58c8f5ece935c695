import { int } from '../compose'
import { pattern } from '../pattern'

export const narrowrange = pattern({
  id: 'narrowrange',
  title: 'Narrow range',
  summary: 'The smallest range of the last `length` bars (Crabel’s NR4 and NR7); equal counts.',
  formula: 'range ≤ lowest(range, length)',
  synonyms: ['nr4', 'nr7', 'crabel', 'contraction'],
  params: [int('length', 'Length', 7, 2)],
  holds: (_, k, { length }) => {
    const range = k.sub(k.high(), k.low())
    return k.le(range, k.lowest(range, length))
  },
})
