import type { Outcome } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import type { Benchmark, ReportInput } from './input'

/** What a report needs to know that a run does not. */
export interface Surroundings {
  readonly barMs: number
  /** The market's; the settings' own goes before it. Null: by whether bars open on weekends. */
  readonly periodsPerYear: number | null
  /** When the market's day begins, in ms after midnight UTC. */
  readonly dayStartMs: number
  readonly trials: number
  readonly benchmark: Benchmark | null
  readonly worstEquity?: Float64Array
  readonly exposure?: { readonly gross: Float64Array; readonly net: Float64Array }
}

/** A backtest's outcome as the metrics read it. Trades stay unmade until a metric asks for them. */
export const reportInputOf = (
  outcome: Outcome,
  settings: Pick<Settings, 'cash' | 'riskFreeRate' | 'periodsPerYear'>,
  around: Surroundings,
): ReportInput => ({
  startEquity: settings.cash,
  equity: outcome.equity,
  barMs: around.barMs,
  get trades() {
    return outcome.trades
  },
  openTrades: outcome.openTrades,
  settings: {
    periodsPerYear: settings.periodsPerYear ?? around.periodsPerYear,
    dayStartMs: around.dayStartMs,
    riskFreeRate: settings.riskFreeRate,
    trials: around.trials,
  },
  worstEquity: around.worstEquity ?? null,
  exposure: around.exposure ?? null,
  benchmark: around.benchmark,
  fundingPaid: null,
  run: outcome.facts,
})
