import { choice, int, num, series } from '../../compose'
import { rolling } from '../rolling'
import { isValley, plateauEnd } from './plateau'
import { volumeProfile } from './profile'

/** The nearest thinly traded price of the window on one side of the close. */
export const volumevalley = rolling({
  id: 'volumevalley',
  title: 'Low-volume node',
  summary:
    'Price of the nearest low-volume node of the last `length` bars, at or below the close or above it: where little changed hands price tends to pass quickly. A node is a run of equal rows of the volume profile lighter than the rows on both sides, so never at its edge, and at most `depth` percent of the heaviest row; its price is their middle. Missing when there is none on that side.',
  formula: 'nearest local minimum ≤ close (or > close) with weight ≤ depth · heaviest / 100',
  family: 'volume',
  synonyms: ['lvn', 'low volume node', 'volume gap', 'vacuum', 'thin'],
  inputs: [
    series('high', 'High', 'high'),
    series('low', 'Low', 'low'),
    series('volume', 'Volume', 'volume'),
    series('close', 'Close', 'close'),
  ],
  sparse: true,
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('depth', 'At most % of the heaviest', 50, 0, 100, 1),
    choice('side', 'Side', ['below', 'above']),
  ],
  call: 'ta.volumevalley(length, rows, depth, side)',
  value: ([high, low, volume, close], first, last, { rows, depth, side }) => {
    const profile = volumeProfile(high!, low!, volume!, first, last, rows!)
    if (!profile) return NaN
    const { bottom, step, weights, peak } = profile
    const heaviest = weights[peak]!
    const most = (heaviest * depth!) / 100
    let nearest = NaN
    for (let row = 0, end = 0; row < rows!; row = end + 1) {
      end = plateauEnd(weights, row, heaviest)
      if (weights[row]! > most || !isValley(weights, row, end)) continue
      const price = bottom + ((row + end + 1) / 2) * step
      if (side === 0 && price <= close![last]!) nearest = price
      if (side === 1 && price > close![last]! && Number.isNaN(nearest)) nearest = price
    }
    return nearest
  },
})
