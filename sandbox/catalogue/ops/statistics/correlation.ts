import { int, series } from '../../compose'
import { rolling } from '../rolling'
import { spread } from '../spread'

export const correlation = rolling({
  id: 'correlation',
  title: 'Correlation',
  summary:
    'Pearson’s correlation of two series over the window, −1…1; missing when one of them does not move. As Pine `ta.correlation` and TA-Lib CORREL.',
  formula: 'Σ(a − ā)(b − b̄) / √(Σ(a − ā)² · Σ(b − b̄)²)',
  family: 'statistics',
  synonyms: ['pearson', 'correl', 'r'],
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [int('length', 'Length', 50, 2)],
  value: ([a, b], first, last) => {
    const { aa, bb, ab } = spread(a!, b!, first, last)
    const scale = Math.sqrt(aa * bb)
    // rounding may carry a perfect correlation a hair past 1
    return Math.max(-1, Math.min(1, ab / scale))
  },
})
