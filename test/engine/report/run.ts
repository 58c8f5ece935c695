import type { OpenTrade, Trade } from '@/server/engine/backtest/result'
import type { ReportInput, ReportSettings } from '@/server/engine/report/input'

export const DAY = 86_400_000
/** A Monday. */
export const START = Date.UTC(2024, 0, 1)

interface Given extends Partial<Omit<ReportInput, 'equity' | 'trades' | 'settings'>> {
  readonly equity: readonly number[]
  readonly time?: readonly number[]
  readonly trades?: readonly Partial<Trade>[]
  readonly settings?: Partial<ReportSettings>
}

/** A run whose equity begins with what it started from, a day a bar, round the clock. */
export function runOf({ equity, time, trades = [], settings, barMs = DAY, ...rest }: Given): ReportInput {
  return {
    startEquity: equity[0] ?? 10_000,
    equity: {
      time: Float64Array.from(time ?? equity.map((_, bar) => START + bar * barMs)),
      value: Float64Array.from(equity),
    },
    barMs,
    trades: trades.map(tradeOf),
    openTrades: [],
    settings: { periodsPerYear: 365, dayStartMs: 0, riskFreeRate: 0, trials: 1, ...settings },
    worstEquity: null,
    exposure: null,
    benchmark: null,
    fundingPaid: null,
    run: null,
    ...rest,
  }
}

/** A long trade of 10 units at 100 from bar 0 to bar 1, with whatever is said otherwise; money follows from `pnl`. */
export function tradeOf(given: Partial<Trade> = {}): Trade {
  const { entryBar = 0, exitBar = entryBar + 1, pnl = 0, entryPrice = 100, quantity = 10, fees = 0 } = given
  const side = given.side ?? 'long'
  const gross = pnl + fees
  return {
    symbol: 'TEST',
    side,
    entryBar,
    entryTime: START + entryBar * DAY,
    entryPrice,
    exitBar,
    exitTime: START + exitBar * DAY,
    exitPrice: entryPrice + (gross / quantity) * (side === 'long' ? 1 : -1),
    quantity,
    pnl,
    returnPct: (pnl / (entryPrice * quantity)) * 100,
    fees,
    exitReason: 'signal',
    mae: Math.min(0, gross),
    mfe: Math.max(0, gross),
    ambiguous: false,
    entryKind: 'market',
    touched: false,
    risk: null,
    ...given,
  }
}

export const openTradeOf = (given: Partial<OpenTrade> = {}): OpenTrade => {
  const { symbol, side, entryBar, entryTime, entryPrice, quantity, pnl, returnPct, fees, mae, mfe } =
    tradeOf(given)
  const price = entryPrice + pnl / quantity
  return {
    ...{ symbol, side, entryBar, entryTime, entryPrice, quantity, pnl, returnPct, fees, mae, mfe, price },
    ...{ ambiguous: false, entryKind: 'market', touched: false, risk: null },
    ...given,
  }
}

/** The same numbers for the same seed: a walk of equity with trades from its turns. */
export function walk(bars: number, seed = 7, step = 0.02): number[] {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
  const equity = [10_000]
  for (let bar = 1; bar < bars; bar++) equity.push(equity[bar - 1]! * (1 + (random() - 0.48) * step))
  return equity
}

/** What is left of a sum after each of these returns. */
export function grown(steps: readonly number[], start = 10_000): number[] {
  const equity = [start]
  for (const step of steps) equity.push(equity.at(-1)! * (1 + step))
  return equity
}

/** A trade every five bars whose money is what equity did meanwhile. */
export const tradesOf = (equity: readonly number[]): Partial<Trade>[] =>
  Array.from({ length: Math.floor((equity.length - 1) / 5) }, (_, at) => ({
    entryBar: at * 5,
    exitBar: at * 5 + 5,
    side: at % 3 === 0 ? ('short' as const) : ('long' as const),
    pnl: equity[at * 5 + 5]! - equity[at * 5]!,
    fees: 1,
    risk: 50,
  }))
