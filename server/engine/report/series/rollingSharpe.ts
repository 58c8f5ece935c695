import type { Facts } from '../facts'
import { isStill, momentsOf } from '../moments'
import type { Curve } from './curve'

/** Annualised, over the days up to each; NaN while nothing moved. Empty for runs shorter than the window. */
export function rollingSharpe(facts: Facts, window = 90): Curve {
  const { returns, grid, periodsPerYear, riskFreeReturn } = facts
  const count = Math.max(0, returns.length - window + 1)
  const skipped = grid.time.length - returns.length
  const value = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    const { mean, sigma } = momentsOf(returns.subarray(at, at + window))
    value[at] = isStill(sigma, 1) ? NaN : ((mean - riskFreeReturn) / sigma) * Math.sqrt(periodsPerYear)
  }
  return { time: grid.time.slice(Math.min(grid.time.length, skipped + window - 1)), value }
}
