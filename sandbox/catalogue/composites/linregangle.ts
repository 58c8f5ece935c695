import { compose, int, source, value } from '../compose'

export const linregangle = compose({
  id: 'linregangle',
  title: 'Linear regression angle',
  summary:
    'Regression slope as an angle in degrees, one bar counted as one price unit. As TA-Lib LINEARREG_ANGLE.',
  formula: 'atan(slope) · 180/π',
  family: 'trend',
  synonyms: ['slope', 'degrees'],
  inputs: [source],
  params: [int('length', 'Length', 14, 2)],
  outputs: value('Degrees'),
  build: ({ op }, { source }, { length }) => ({
    value: op('degrees', [op('linregslope', [source], { length })]),
  }),
})
