// The answer to "what would it have done?": the public contract's report, and what a page draws beside it.

import type { BarColumns } from '../../../sandbox/ir/bars'
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Backtest } from '../backtest/backtest'
import type { Denied, OpenTrade, ProfitBand, RejectedSignal, RunFacts, Trade } from '../backtest/result'
import type { Rule } from '../backtest/rule'
import type { Settings } from '../backtest/settings'
import type { Robustness } from '../bias/robustness'
import type { RunBias } from '../bias/runBias'
import type { EventStudy } from '../events/study'
import type { RankOutcome } from '../rank/rebalance'
import { type Assumption, assumptionsOf } from './assumptions'
import { type Basis, basisOf } from './basis'
import { buyAndHold } from './benchmark'
import { Facts } from './facts'
import { reportInputOf } from './fromOutcome'
import { METRICS } from './metrics/index'
import { quotesAt } from './quotes'
import type { Reason } from './reasons'
import { type Stats, statsFrom } from './stats'

export interface Report {
  readonly digest: string
  readonly timeframe: string
  readonly symbols: readonly string[]
  readonly settings: Settings
  readonly assumptions: readonly Assumption[]
  /** Opens of the first and the last bar; null without bars. */
  readonly period: { readonly from: number | null; readonly to: number | null; readonly bars: number }
  readonly stats: Readonly<Record<string, number | null>>
  readonly undefinedStats: Readonly<Record<string, Reason>>
  readonly trades: readonly Trade[]
  readonly openTrades: readonly OpenTrade[]
  readonly equity: { readonly time: readonly number[]; readonly value: readonly number[] }
  readonly denied: readonly Denied[]
  readonly rejectedSignals: readonly RejectedSignal[]
  readonly facts: RunFacts & { readonly warmUp: Rule['warmUp'] }
  /** Final equity under the worse and the better order of prices inside ambiguous bars. */
  readonly band: ProfitBand
  readonly basis: Basis
  /** Whether the rule looks ahead or never settles; null where nobody looked. */
  readonly bias: RunBias | null
  /** What is left of the result with other costs, a bar later, without its best trades, in and out of sample; null where nobody tried. */
  readonly robustness: Robustness | null
  /** What was held by rank and how it was rebalanced; with mode `rank`. */
  readonly rank?: RankOutcome
  /** What followed the signals; with mode `events`. */
  readonly events?: EventStudy
  /** Symbols that could not be run, and why. */
  readonly failed: readonly { readonly symbol: string; readonly message: string }[]
}

export interface ReportAsked {
  readonly rule: Rule
  readonly symbols: readonly { readonly symbol: string; readonly bars: BarColumns }[]
  readonly settings: Settings
  readonly backtest: Backtest
  /** 365 round the clock, 252 for sessions; null: by the bars. */
  readonly periodsPerYear: number | null
  readonly trials: number
  readonly failed?: Report['failed']
  readonly bias?: RunBias
  readonly robustness?: Robustness | null
}

/** The facts that report and page are drawn from. */
export function factsOf({ rule, symbols, settings, backtest, periodsPerYear, trials }: ReportAsked): Facts {
  const { outcome } = backtest
  return new Facts(
    reportInputOf(outcome, settings, {
      barMs: timeframeMs[rule.timeframe],
      periodsPerYear,
      dayStartMs: 0,
      trials,
      benchmark: buyAndHold(symbols, outcome.equity.time, outcome.facts.firstTradableBar, settings),
      quotesOf: symbol => {
        const held = symbols.find(each => each.symbol === symbol)
        return held ? quotesAt(held.bars, outcome.equity.time) : null
      },
    }),
  )
}

export function reportFrom(facts: Facts, asked: ReportAsked): Report {
  const { rule, symbols, settings, backtest, failed = [], bias = null, robustness = null } = asked
  const { outcome, band, events } = backtest
  const { time, value } = outcome.equity
  return {
    digest: rule.program.digest,
    timeframe: rule.timeframe,
    symbols: symbols.map(({ symbol }) => symbol),
    settings,
    assumptions: assumptionsOf(rule, settings, backtest, symbols.length),
    period: events?.period ?? { from: time.at(0) ?? null, to: time.at(-1) ?? null, bars: time.length },
    ...(events ? untradedStats() : statsFrom(facts)),
    trades: outcome.trades,
    openTrades: outcome.openTrades,
    equity: { time: [...time], value: [...value] },
    denied: outcome.denied,
    rejectedSignals: outcome.rejectedSignals,
    facts: { ...outcome.facts, warmUp: rule.warmUp },
    band,
    basis: basisOf(facts),
    bias,
    robustness,
    ...(outcome.rank && { rank: outcome.rank }),
    ...(events && { events }),
    failed,
  }
}

/** Every metric without a value: no account was opened. */
const untradedStats = (): Stats => ({
  stats: Object.fromEntries(METRICS.map(({ id }) => [id, null])),
  undefinedStats: Object.fromEntries(METRICS.map(({ id }) => [id, 'nothing was traded'])),
})

export const reportOf = (asked: ReportAsked): Report => reportFrom(factsOf(asked), asked)
