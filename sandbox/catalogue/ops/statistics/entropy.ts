import { int, source } from '../../compose'
import { log } from '../elementary'
import { rolling } from '../rolling'

export const entropy = rolling({
  id: 'entropy',
  title: 'Entropy',
  summary:
    'Shannon entropy of the window’s values sorted into `bins` equal bins between its lowest and highest, as a share of the most it could be: 0 all alike, 1 spread evenly. Missing when nothing moves.',
  formula: '−Σ p·ln p / ln bins',
  family: 'statistics',
  synonyms: ['shannon', 'disorder', 'information'],
  inputs: [source],
  params: [int('length', 'Length', 50, 2), int('bins', 'Bins', 10, 2, 100)],
  value: ([x], first, last, { length, bins }) => {
    let low = Infinity
    let high = -Infinity
    for (let i = first; i <= last; i++) {
      low = Math.min(low, x![i]!)
      high = Math.max(high, x![i]!)
    }
    if (!(high > low)) return NaN
    const counts = new Float64Array(bins!)
    for (let i = first; i <= last; i++) {
      const bin = Math.floor(((x![i]! - low) / (high - low)) * bins!)
      counts[Math.min(bin, bins! - 1)]! += 1
    }
    let sum = 0
    for (const count of counts) if (count > 0) sum -= (count / length!) * log(count / length!)
    return sum / log(bins!)
  },
})
