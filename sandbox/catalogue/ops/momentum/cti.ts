import { int, source } from '../../compose'
import { rolling } from '../rolling'

export const cti = rolling({
  id: 'cti',
  title: 'Correlation trend indicator',
  summary:
    'Ehlers’ correlation of price with time over the window: 1 a straight climb, −1 a straight fall. Missing when price does not move.',
  formula: 'correlation(x, bar number, length)',
  family: 'momentum',
  synonyms: ['correlation trend', 'ehlers', 'trend strength'],
  inputs: [source],
  params: [int('length', 'Length', 20, 2)],
  value: ([x], first, last) => {
    const n = last - first + 1
    let sum = 0
    for (let i = first; i <= last; i++) sum += x![i]!
    const mean = sum / n
    const centre = (n - 1) / 2
    let cross = 0
    let squares = 0
    for (let i = first; i <= last; i++) {
      const d = x![i]! - mean
      cross += (i - first - centre) * d
      squares += d * d
    }
    // Σ(t − t̄)² over 0 … n − 1; rounding may carry a perfect correlation a hair past 1
    const r = cross / Math.sqrt(squares * ((n * (n * n - 1)) / 12))
    return Math.max(-1, Math.min(1, r))
  },
})
