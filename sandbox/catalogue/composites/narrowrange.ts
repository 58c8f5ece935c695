import { compose, int, value } from '../compose'

export const narrowrange = compose({
  id: 'narrowrange',
  title: 'Narrow range',
  summary: 'The smallest range of the last `length` bars (Crabel’s NR4 and NR7); equal counts.',
  formula: 'range ≤ lowest(range, length)',
  family: 'pattern',
  synonyms: ['candlestick', 'nr4', 'nr7', 'crabel', 'contraction'],
  inputs: [],
  params: [int('length', 'Length', 7, 2)],
  outputs: value('Narrow range', 'bool'),
  build: (k, _, { length }) => {
    const range = k.sub(k.high(), k.low())
    return { value: k.le(range, k.lowest(range, length)) }
  },
})
