import { int, source } from '../../compose'
import { moments } from '../moments'
import { rolling } from '../rolling'

export const kurtosis = rolling({
  id: 'kurtosis',
  title: 'Kurtosis',
  summary:
    'Sample excess kurtosis (0 for a normal distribution, as pandas and spreadsheets): high means fat tails. Missing when nothing moves.',
  formula: '(n − 1)/((n − 2)(n − 3)) · ((n + 1)·m₄/m₂² − 3(n − 1))',
  family: 'statistics',
  synonyms: ['tails', 'fourth moment', 'excess'],
  inputs: [source],
  params: [int('length', 'Length', 50, 4)],
  value: ([x], first, last, { length: n }) => {
    const { second, fourth } = moments(x!, first, last)
    return ((n! - 1) / ((n! - 2) * (n! - 3))) * (((n! + 1) * fourth) / (second * second) - 3 * (n! - 1))
  },
})
