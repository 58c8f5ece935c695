import { compose, int, num, value } from '../compose'

export const eom = compose({
  id: 'eom',
  title: 'Ease of movement',
  summary:
    'Arms: how far the middle of the bar moved per unit of volume, averaged. Missing on bars without volume.',
  formula: 'SMA(divisor · ΔHL2 · (high − low) / volume, length)',
  family: 'volume',
  synonyms: ['emv', 'ease', 'arms'],
  inputs: [],
  params: [int('length', 'Length', 14), num('divisor', 'Divisor', 10000, 1, 1e12, 1)],
  outputs: value('EOM'),
  build: ({ sma, mul, change, hl2, sub, high, low, div, volume }, _, { length, divisor }) => ({
    value: sma(div(mul(divisor, mul(change(hl2()), sub(high(), low()))), volume()), length),
  }),
})
