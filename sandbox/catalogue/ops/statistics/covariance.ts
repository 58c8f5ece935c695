import { int, series } from '../../compose'
import { rolling } from '../rolling'
import { spread } from '../spread'

export const covariance = rolling({
  id: 'covariance',
  title: 'Covariance',
  summary: 'Population covariance of two series over the window (divides by `length`).',
  formula: 'Σ(a − ā)(b − b̄) / length',
  family: 'statistics',
  synonyms: ['cov'],
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [int('length', 'Length', 50, 2)],
  value: ([a, b], first, last, { length }) => spread(a!, b!, first, last).ab / length!,
})
