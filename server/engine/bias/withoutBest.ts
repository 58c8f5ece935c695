import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Trade } from '../backtest/result'
import type { ReportInput } from '../report/input'

/**
 * A run as if its most profitable trades had not been made. Sizes stay what they were: what such a trade stood at is taken out of
 * equity at each close, and nothing is replayed.
 */
export function withoutBest(
  input: ReportInput,
  most: number,
  barsOf: (symbol: string) => BarColumns | null,
): ReportInput {
  const { equity, trades } = input
  const best = new Set(bestOf(trades, most))
  const value = equity.value.slice()
  for (const trade of best) takeOut(value, equity.time, trade, barsOf(trade.symbol))
  return {
    ...plain(input),
    equity: { time: equity.time, value },
    trades: trades.filter(trade => !best.has(trade)),
  }
}

/** The input without what is not known of a run that never was. */
const plain = ({ startEquity, barMs, openTrades, settings, fundingPaid, run }: ReportInput) => ({
  startEquity,
  barMs,
  openTrades,
  settings,
  worstEquity: null,
  exposure: null,
  benchmark: null,
  fundingPaid,
  run,
})

/** The first of those that gained the same. */
const bestOf = (trades: readonly Trade[], most: number): readonly Trade[] =>
  [...trades].sort((a, b) => b.pnl - a.pnl).slice(0, most)

function takeOut(value: Float64Array, time: Float64Array, trade: Trade, bars: BarColumns | null): void {
  const { entryBar, entryTime, exitTime, entryPrice, quantity, side, fees, pnl } = trade
  const direction = side === 'long' ? 1 : -1
  let bar = entryBar
  for (let row = firstFrom(time, entryTime); row < time.length; row++) {
    const now = time[row] as number
    if (now >= exitTime || !bars) {
      value[row] = (value[row] as number) - pnl
      continue
    }
    while (bar + 1 < bars.time.length && (bars.time[bar + 1] as number) <= now) bar++
    // a trade keeps its fees in one sum; half of them are taken for those of the entry
    const open = direction * ((bars.close[bar] as number) - entryPrice) * quantity - fees / 2
    value[row] = (value[row] as number) - open
  }
}

/** The first row at or after a moment. */
function firstFrom(time: Float64Array, moment: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] as number) < moment) low = middle + 1
    else high = middle
  }
  return low
}
