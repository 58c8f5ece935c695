import { int, source } from '../../compose'
import { rolling } from '../rolling'

export const meandev = rolling({
  id: 'meandev',
  title: 'Mean deviation',
  summary: 'Mean absolute distance from the window’s average. As Pine `ta.dev`; the divisor of CCI.',
  formula: 'Σ|x − mean| / length',
  family: 'statistics',
  synonyms: ['dev', 'mad', 'average deviation', 'avgdev'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  value: ([x], first, last, { length }) => {
    let sum = 0
    for (let i = first; i <= last; i++) sum += x![i]!
    const mean = sum / length!
    let distance = 0
    for (let i = first; i <= last; i++) distance += Math.abs(x![i]! - mean)
    return distance / length!
  },
})
