import type { Catalogue } from '../../../sandbox/ir/catalogue'
import type { Program } from '../../../sandbox/ir/program'
import { type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { BacktestSymbol } from '../backtest/backtest'
import type { Settings } from '../backtest/settings'
import type { Params, Span, TrialPeriod } from './types'

/** What every trial of a search is run over. */
export interface Market {
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  readonly settings: Settings
  /** Of a year; the settings' own goes before it. Null: by whether bars open on weekends. */
  readonly periodsPerYear: number | null
  /** When the market's day begins, in ms after midnight UTC. */
  readonly dayStartMs: number
  readonly symbols: readonly BacktestSymbol[]
}

/** A trial that compiled, or the sentence why it did not. */
export type Candidate = { readonly number: number; readonly params: Params } & (
  | { readonly program: Program }
  | { readonly failed: string }
)

/** Every moment of the period at which some symbol has a bar, in order: what windows are counted in. */
export function timelineOf(
  symbols: Market['symbols'],
  { from = -Infinity, to = Infinity }: TrialPeriod,
): Float64Array {
  const [only] = symbols
  const within = (time: Float64Array): Float64Array => time.filter(at => at >= from && at <= to)
  if (only && symbols.length === 1) return within(only.bars.own.time)
  const moments = new Set<number>()
  for (const { bars } of symbols) for (const at of within(bars.own.time)) moments.add(at)
  return Float64Array.from(moments).sort()
}

/** The part of the settings' own period that a trial period leaves. */
export function settingsWithin(settings: Settings, { from, to }: TrialPeriod): Settings {
  const first = Math.max(from ?? -Infinity, settings.from ?? -Infinity)
  const last = Math.min(to ?? Infinity, settings.to ?? Infinity)
  return {
    ...settings,
    ...(Number.isFinite(first) && { from: first }),
    ...(Number.isFinite(last) && { to: last }),
  }
}

export const periodOfSpan = ({ from, to }: Span): TrialPeriod => ({ from, to })

export const barMsOf = ({ timeframe }: Pick<Market, 'timeframe'>): number => timeframeMs[timeframe]
