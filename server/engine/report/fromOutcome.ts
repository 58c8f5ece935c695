import type { Outcome } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import type { Benchmark, ReportInput } from './input'
import { type Quotes, type Standing, standingOf } from './standing'

/** What a report needs to know that a run does not. */
export interface Surroundings {
  readonly barMs: number
  /** The market's; the settings' own goes before it. Null: by whether bars open on weekends. */
  readonly periodsPerYear: number | null
  /** When the market's day begins, in ms after midnight UTC. */
  readonly dayStartMs: number
  readonly trials: number
  readonly benchmark: Benchmark | null
  /** Prices of what was traded, at the bars of the equity; without them exposure is unknown. */
  readonly quotesOf?: (symbol: string) => Quotes | null
}

/** A backtest's outcome as the metrics read it. Trades and exposure stay unmade until a metric asks for them. */
export function reportInputOf(
  outcome: Outcome,
  settings: Pick<Settings, 'cash' | 'riskFreeRate' | 'periodsPerYear'>,
  { barMs, periodsPerYear, dayStartMs, trials, benchmark, quotesOf }: Surroundings,
): ReportInput {
  let made: Standing | null = null
  const standing = (): Standing | null => {
    if (!made && quotesOf)
      made = standingOf({
        equity: outcome.equity,
        trades: outcome.trades,
        openTrades: outcome.openTrades,
        quotesOf,
      })
    return made
  }
  return {
    startEquity: settings.cash,
    equity: outcome.equity,
    barMs,
    get trades() {
      return outcome.trades
    },
    openTrades: outcome.openTrades,
    settings: {
      periodsPerYear: settings.periodsPerYear ?? periodsPerYear,
      dayStartMs,
      riskFreeRate: settings.riskFreeRate,
      trials,
    },
    get worstEquity() {
      return standing()?.worstEquity ?? null
    },
    get exposure() {
      return standing()?.exposure ?? null
    },
    benchmark,
    fundingPaid: null,
    run: outcome.facts,
  }
}
