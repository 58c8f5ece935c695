import { int, source } from '../../compose'
import { rolling } from '../rolling'
import { spread } from '../spread'

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
  value: ([x], first, last, { length }) => {
    const time = Float64Array.from({ length: length! }, (_, k) => k)
    const { aa, bb, ab } = spread(x!.subarray(first, last + 1), time, 0, length! - 1)
    return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)))
  },
})
