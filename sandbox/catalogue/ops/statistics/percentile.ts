import { int, num, source } from '../../compose'
import { orderStatistics } from '../orderStatistics'
import { rolling } from '../rolling'

export const percentile = rolling({
  id: 'percentile',
  title: 'Percentile',
  summary:
    'Value below which `percent` of the window lies, interpolated between neighbours like NumPy and spreadsheets (PERCENTILE.INC). 50 is the median.',
  formula: 'sorted(x)[(length − 1) · percent / 100], linear between neighbours',
  family: 'statistics',
  synonyms: ['quantile', 'median', 'quartile'],
  inputs: [source],
  params: [int('length', 'Length', 100), num('percent', 'Percent', 50, 0, 100, 1)],
  value: ([x], first, last, { length, percent }) => {
    const place = ((length! - 1) * percent!) / 100
    const below = Math.floor(place)
    const [low, above] = orderStatistics(x!, first, last, below)
    return low + (above - low) * (place - below)
  },
})
