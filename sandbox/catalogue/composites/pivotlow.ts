import { compose, int, value } from '../compose'

export const pivotlow = compose({
  id: 'pivotlow',
  title: 'Pivot low',
  summary:
    'A low below the `left` lows before it and not above the `right` after it. Its price, on the bar that confirms it, `right` bars later; missing on all other bars, as Pine.',
  formula: 'low₋right where it stands out',
  family: 'structure',
  synonyms: ['swing low', 'fractal', 'trough', 'support'],
  inputs: [],
  params: [int('left', 'Bars before', 5, 1, 500), int('right', 'Bars after', 5, 1, 500)],
  outputs: value('Pivot low'),
  build: ({ op, low }, _, { left, right }) => ({ value: op('pivot', [low()], { left, right, kind: 'low' }) }),
})
