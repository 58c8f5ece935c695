import { int, source } from '../../compose'
import { fit } from '../fit'
import { rolling } from '../rolling'

export const regressionerror = rolling({
  id: 'regressionerror',
  title: 'Regression error',
  summary:
    'Root mean square distance of the window’s values from their own regression line (divides by `length`).',
  formula: '√(Σ(x − line)² / length)',
  family: 'statistics',
  synonyms: ['standard error', 'residual', 'rmse'],
  inputs: [source],
  params: [int('length', 'Length', 20, 2)],
  value: ([x], first, last, { length }) => {
    const { slope, mean } = fit(x!, first, last)
    let squares = 0
    for (let i = first; i <= last; i++) {
      const residual = x![i]! - mean - slope * (i - first - (length! - 1) / 2)
      squares += residual * residual
    }
    return Math.sqrt(squares / length!)
  },
})
