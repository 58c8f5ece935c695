import { int, source } from '../../compose'
import { rolling } from '../rolling'

export const maxdrawdown = rolling({
  id: 'maxdrawdown',
  title: 'Maximum drawdown',
  summary: 'Deepest fall from a peak inside the window, in percent (0 or below).',
  formula: 'min over the window of 100 · (x / highest so far − 1)',
  family: 'statistics',
  synonyms: ['mdd', 'drawdown'],
  inputs: [source],
  params: [int('length', 'Length', 100)],
  value: ([x], first, last) => {
    let peak = x![first]!
    let worst = 0
    for (let i = first; i <= last; i++) {
      peak = Math.max(peak, x![i]!)
      worst = Math.min(worst, x![i]! / peak - 1)
    }
    return 100 * worst
  },
})
