import { int, source } from '../../compose'
import { moments } from '../moments'
import { rolling } from '../rolling'

export const skew = rolling({
  id: 'skew',
  title: 'Skewness',
  summary:
    'Sample skewness (adjusted Fisher–Pearson, as pandas and spreadsheets): below 0 the long tail lies to the left. Missing when nothing moves.',
  formula: '√(n(n − 1))/(n − 2) · m₃ / m₂^1.5',
  family: 'statistics',
  synonyms: ['skewness', 'asymmetry', 'third moment'],
  inputs: [source],
  params: [int('length', 'Length', 50, 3)],
  value: ([x], first, last, { length: n }) => {
    const { second, third } = moments(x!, first, last)
    return (Math.sqrt(n! * (n! - 1)) / (n! - 2)) * (third / (second * Math.sqrt(second)))
  },
})
