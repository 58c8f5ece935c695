import { compose, int, value } from '../compose'

export const pivothigh = compose({
  id: 'pivothigh',
  title: 'Pivot high',
  summary:
    'A high above the `left` highs before it and not below the `right` after it. Its price, on the bar that confirms it, `right` bars later; missing on all other bars, as Pine.',
  formula: 'high₋right where it stands out',
  family: 'structure',
  synonyms: ['swing high', 'fractal', 'peak', 'resistance'],
  inputs: [],
  params: [int('left', 'Bars before', 5, 1, 500), int('right', 'Bars after', 5, 1, 500)],
  outputs: value('Pivot high'),
  build: ({ op, high }, _, { left, right }) => ({
    value: op('pivot', [high()], { left, right, kind: 'high' }),
  }),
})
