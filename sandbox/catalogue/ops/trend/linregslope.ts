import { int, source } from '../../compose'
import { fit } from '../fit'
import { rolling } from '../rolling'

export const linregslope = rolling({
  id: 'linregslope',
  title: 'Linear regression slope',
  summary:
    'Slope per bar of the least-squares line through the last `length` values. As TA-Lib LINEARREG_SLOPE.',
  formula: 'Σ(t − t̄)(x − x̄) / Σ(t − t̄)²',
  family: 'trend',
  synonyms: ['slope', 'angle', 'regression'],
  inputs: [source],
  params: [int('length', 'Length', 14, 2)],
  value: ([x], first, last) => fit(x!, first, last).slope,
})
