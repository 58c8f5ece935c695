import { choice, int, num, series } from '../../compose'
import { rolling } from '../rolling'
import { isPeak, plateauEnd } from './plateau'
import { volumeProfile } from './profile'

/** The rank-th heaviest node of a volume profile over the window. */
export const volumepeak = rolling({
  id: 'volumepeak',
  title: 'High-volume node by strength',
  summary:
    'The high-volume nodes of the last `length` bars from the strongest down: the `rank`-th one’s price, or its weight in percent of the heaviest row. A node is a run of equal rows of the volume profile heavier than the rows beside it, its price their middle; of equals the lower comes first. Missing when fewer nodes have `strength` percent.',
  formula: 'rank-th largest local maximum of the volume profile with weight ≥ strength · heaviest / 100',
  family: 'volume',
  synonyms: ['strongest node', 'volume shelf', 'support', 'resistance', 'highest volume node'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low'), series('volume', 'Volume', 'volume')],
  sparse: true,
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('strength', 'Strength %', 30, 1, 100, 1),
    int('rank', 'Rank', 1, 1, 10),
    choice('part', 'Part', ['price', 'strength']),
  ],
  call: 'ta.volumepeak(length, rows, strength, rank, part)',
  value: ([high, low, volume], first, last, { rows, strength, rank, part }) => {
    const profile = volumeProfile(high!, low!, volume!, first, last, rows!)
    if (!profile) return NaN
    const { bottom, step, weights, peak } = profile
    const heaviest = weights[peak]!
    let weight = Infinity
    let at = -1
    for (let k = 0; k < rank!; k++) {
      // the heaviest node that comes after the one before, which is lighter, or as heavy and higher up
      let next = -1
      for (let row = 0, end = 0; row < rows!; row = end + 1) {
        end = plateauEnd(weights, row, heaviest)
        const after = weights[row]! < weight || (weights[row] === weight && row > at)
        if (after && isPeak(weights, row, end) && !(next >= 0 && weights[row]! <= weights[next]!)) next = row
      }
      if (next < 0) return NaN
      at = next
      weight = weights[next]!
    }
    if (weight < (heaviest * strength!) / 100) return NaN
    if (part === 1) return (100 * weight) / heaviest
    return bottom + ((at + plateauEnd(weights, at, heaviest) + 1) / 2) * step
  },
})
