import type { Facts } from '../facts'
import type { Curve } from './curve'

/** The same capital, held in cash through the warm-up and in the benchmark afterwards. Null where there is none. */
export function benchmarkCurve({ input: { benchmark, equity, startEquity } }: Facts): Curve | null {
  if (!benchmark) return null
  const value = new Float64Array(equity.time.length).fill(startEquity)
  let units = 0
  let worth = startEquity
  for (let bar = benchmark.firstBar; bar < value.length; bar++) {
    const close = benchmark.close[bar]!
    if (close > 0) {
      if (units === 0) units = (startEquity * (1 - benchmark.feeRate)) / close
      worth = units * close
    }
    value[bar] = worth
  }
  return { time: equity.time, value }
}
