// What daily bars say of an instrument. The last row is the last closed day; a fact that too few bars carry is null.
import type { BarColumns } from '../../../sandbox/ir/bars'

/** Fewer days than this tell nothing. */
const FEWEST = 2

const firstOf = ({ time }: BarColumns, days: number): number => Math.max(0, time.length - days)

export const lastPrice = ({ close }: BarColumns): number | null => close.at(-1) ?? null

/** Mean of what was traded a day, in the quote currency: typical price times volume. */
export function quoteVolume(bars: BarColumns, days: number): number | null {
  const { high, low, close, volume } = bars
  const first = firstOf(bars, days)
  if (close.length === first) return null
  let sum = 0
  for (let i = first; i < close.length; i++) sum += ((high[i]! + low[i]! + close[i]!) / 3) * volume[i]!
  return sum / (close.length - first)
}

/** Deviation of the days' log returns, as a fraction; from the sample, not the population. */
export function volatility(bars: BarColumns, days: number): number | null {
  const { close } = bars
  const first = Math.max(1, firstOf(bars, days))
  const count = close.length - first
  if (count < FEWEST) return null
  const returns = (i: number) => Math.log(close[i]! / close[i - 1]!)
  let mean = 0
  for (let i = first; i < close.length; i++) mean += returns(i) / count
  let squares = 0
  for (let i = first; i < close.length; i++) squares += (returns(i) - mean) ** 2
  return Math.sqrt(squares / (count - 1))
}

/**
 * The spread between bid and ask as a fraction of price, from daily closes and the middles of the ranges around them
 * (Abdi and Ranaldo 2017, two-day form): no quotes are kept, and a bar of the past has none.
 */
export function spread(bars: BarColumns, days: number): number | null {
  const { high, low, close } = bars
  const first = firstOf(bars, days)
  const pairs = close.length - first - 1
  if (pairs < FEWEST) return null
  const middle = (i: number) => (Math.log(high[i]!) + Math.log(low[i]!)) / 2
  let sum = 0
  for (let i = first; i < close.length - 1; i++) {
    const at = Math.log(close[i]!)
    sum += Math.sqrt(Math.max(0, 4 * (at - middle(i)) * (at - middle(i + 1))))
  }
  return sum / pairs
}
