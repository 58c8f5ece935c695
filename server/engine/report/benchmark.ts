import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Settings } from '../backtest/settings'
import type { Benchmark } from './input'

interface Held {
  readonly symbol: string
  readonly bars: BarColumns
}

/** Buying everything in equal parts on the first bar that could be traded, and holding it. Null: there is nothing to buy. */
export function buyAndHold(
  symbols: readonly Held[],
  /** The moments of the run's equity. */
  time: Float64Array,
  /** Counted in the symbols' own bars, which may begin before the run to warm up. */
  firstTradable: number | null,
  { commission }: Pick<Settings, 'commission'>,
): Benchmark | null {
  if (symbols.length === 0 || time.length === 0) return null
  const [only] = symbols
  const firstBar = momentOf(symbols, time, firstTradable)
  const close = new Float64Array(time.length)
  for (const { bars } of symbols) addShare(close, bars, time, firstBar, symbols.length)
  return {
    title:
      symbols.length === 1 && only ? `Hold ${only.symbol}` : `Hold ${symbols.length} symbols in equal parts`,
    close,
    firstBar,
    feeRate: (commission.taker ?? commission.percent ?? 0) / 100,
  }
}

/** Where in the run's equity the first bar lies on which anything could be traded. */
function momentOf(symbols: readonly Held[], time: Float64Array, firstTradable: number | null): number {
  if (firstTradable === null) return 0
  const opens = symbols.flatMap(({ bars }) => bars.time[firstTradable] ?? [])
  const first = opens.reduce((least, open) => Math.min(least, open), Number.POSITIVE_INFINITY)
  const at = time.findIndex(moment => moment >= first)
  return at < 0 ? time.length - 1 : at
}

/** Adds one symbol's worth at each moment, as a share of all at the start. What is not listed yet is held as cash. */
function addShare(
  sum: Float64Array,
  { time: opens, close }: BarColumns,
  time: Float64Array,
  firstBar: number,
  parts: number,
): void {
  let row = 0
  let price = Number.NaN
  let bought = Number.NaN
  for (let at = 0; at < time.length; at++) {
    const moment = time[at]!
    for (; row < opens.length && opens[row]! <= moment; row++) price = close[row]!
    if (at >= firstBar && Number.isNaN(bought)) bought = price
    sum[at]! += (Number.isNaN(bought) ? 1 : price / bought) / parts
  }
}
