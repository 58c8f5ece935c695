import { compose, int, source, value } from '../compose'

export const rsquared = compose({
  id: 'rsquared',
  title: 'R squared',
  summary: 'How much of the window’s movement a straight line explains, 0…1; missing when nothing moves.',
  formula: 'correlation(x, time)²',
  family: 'statistics',
  synonyms: ['r2', 'determination', 'fit'],
  inputs: [source],
  params: [int('length', 'Length', 14, 2)],
  outputs: value('R²'),
  build: ({ op, mul }, { source }, { length }) => {
    const r = op('cti', [source], { length })
    return { value: mul(r, r) }
  },
})
