import { int, source } from '../../compose'
import { rolling } from '../rolling'

export const percentrank = rolling({
  id: 'percentrank',
  title: 'Percent rank',
  summary:
    'Share of the `length` values before this one that are at or below it, 0…100. As Pine `ta.percentrank`; strict rankings (`<`) read lower on ties.',
  formula: '100 · count(x₋ₖ ≤ x, k = 1…length) / length',
  family: 'statistics',
  synonyms: ['rank', 'percentile rank', 'ivr'],
  inputs: [source],
  params: [int('length', 'Length', 100)],
  values: ({ length }) => length! + 1,
  value: ([x], first, last, { length }) => {
    let below = 0
    for (let i = first; i < last; i++) if (x![i]! <= x![last]!) below++
    return (100 * below) / length!
  },
})
