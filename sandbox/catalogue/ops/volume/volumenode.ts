import { choice, int, num, series } from '../../compose'
import { rolling } from '../rolling'
import { volumeProfile } from './profile'

/** A node is a row no lighter than its two neighbours and at least `strength` percent of the heaviest. */
export const volumenode = rolling({
  id: 'volumenode',
  title: 'High-volume node',
  summary:
    'Price of the nearest high-volume node of the last `length` bars, at or below the close (support) or above it (resistance). A node is a row of the volume profile that is no lighter than its neighbours and has `strength` percent of the heaviest row; missing when there is none on that side.',
  formula: 'nearest row middle ≤ close (or > close) with weight ≥ neighbours and ≥ strength · heaviest / 100',
  family: 'volume',
  synonyms: ['hvn', 'high volume node', 'support', 'resistance', 'volume profile'],
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
    num('strength', 'Strength %', 70, 1, 100, 1),
    choice('side', 'Side', ['below', 'above']),
  ],
  call: 'ta.volumenode(length, rows, strength, side)',
  value: ([high, low, volume, close], first, last, { rows, strength, side }) => {
    const profile = volumeProfile(high!, low!, volume!, first, last, rows!)
    if (!profile) return NaN
    const { bottom, step, weights, peak } = profile
    const enough = (weights[peak]! * strength!) / 100
    let nearest = NaN
    for (let row = 0; row < rows!; row++) {
      const weight = weights[row]!
      if (weight < enough || weight < (weights[row - 1] ?? 0) || weight < (weights[row + 1] ?? 0)) continue
      const price = bottom + (row + 0.5) * step
      if (side === 0 && price <= close![last]!) nearest = price
      if (side === 1 && price > close![last]! && Number.isNaN(nearest)) nearest = price
    }
    return nearest
  },
})
