import { int, source } from '../../compose'
import { log } from '../elementary'
import { rolling } from '../rolling'

/** Sub-windows of n, n/2, n/4 … returns, the smallest with at least 8. */
export const hurst = rolling({
  id: 'hurst',
  title: 'Hurst exponent',
  summary:
    'Rescaled-range (R/S) estimate over log returns: near 0.5 a random walk, above it trends, below it reverts. Chunks of length, length/2, length/4… down to 8 returns; short windows read high.',
  formula: 'slope of ln(R/S) on ln(n)',
  family: 'statistics',
  synonyms: ['rescaled range', 'r/s', 'persistence', 'fractal'],
  inputs: [source],
  params: [int('length', 'Returns', 100, 16)],
  values: ({ length }) => length! + 1,
  value: ([x], first, _last, { length }) => {
    const returns = new Float64Array(length!)
    for (let i = 0; i < length!; i++) returns[i] = log(x![first + i + 1]! / x![first + i]!)
    const sizes: number[] = []
    const ranges: number[] = []
    for (let chunk = length!; chunk >= 8; chunk = Math.floor(chunk / 2)) {
      let sum = 0
      let counted = 0
      for (let start = 0; start + chunk <= length!; start += chunk) {
        const ratio = rescaledRange(returns, start, chunk)
        if (Number.isNaN(ratio)) continue
        sum += ratio
        counted++
      }
      if (counted === 0) return NaN
      sizes.push(log(chunk))
      ranges.push(log(sum / counted))
    }
    return slope(sizes, ranges)
  },
})

/** Range of the summed deviations over the deviation of one chunk; missing when nothing moves. */
const rescaledRange = (x: Float64Array, start: number, n: number): number => {
  let mean = 0
  for (let i = start; i < start + n; i++) mean += x[i]!
  mean /= n
  let along = 0
  let low = 0
  let high = 0
  let squares = 0
  for (let i = start; i < start + n; i++) {
    const d = x[i]! - mean
    along += d
    low = Math.min(low, along)
    high = Math.max(high, along)
    squares += d * d
  }
  return squares > 0 ? (high - low) / Math.sqrt(squares / n) : NaN
}

const slope = (x: readonly number[], y: readonly number[]): number => {
  const n = x.length
  const meanX = x.reduce((s, v) => s + v, 0) / n
  const meanY = y.reduce((s, v) => s + v, 0) / n
  let xy = 0
  let xx = 0
  for (let i = 0; i < n; i++) {
    xy += (x[i]! - meanX) * (y[i]! - meanY)
    const d = x[i]! - meanX
    xx += d * d
  }
  return xy / xx
}
