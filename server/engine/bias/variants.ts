import type { SignalColumns } from '../backtest/signals'
import type { ReportInput } from '../report/input'
import { type Headline, headlineOf } from './headline'

/** The same signals, each read some bars later: what is left of a rule when one can not be quick. */
export function delayed(signals: SignalColumns, bars: number): SignalColumns {
  const later = (column: Float64Array | null): Float64Array | null => {
    if (!column) return null
    const shifted = new Float64Array(column.length).fill(NaN)
    shifted.set(column.subarray(0, Math.max(0, column.length - bars)), Math.min(bars, column.length))
    return shifted
  }
  return {
    long: later(signals.long),
    short: later(signals.short),
    exitLong: later(signals.exitLong),
    exitShort: later(signals.exitShort),
    limitPrice: later(signals.limitPrice),
    entryStop: later(signals.entryStop),
    stopPrice: later(signals.stopPrice),
    targetPrice: later(signals.targetPrice),
    trailDistance: later(signals.trailDistance),
    size: later(signals.size),
    quantity: later(signals.quantity),
    portion: later(signals.portion),
    score: later(signals.score),
  }
}

/** Headline numbers with every signal a bar later. */
export const oneBarLater = (signals: SignalColumns, run: (signals: SignalColumns) => ReportInput): Headline =>
  headlineOf(run(delayed(signals, 1)))

export const COST_MULTIPLES = [0, 1, 2, 4] as const

export interface CostRow {
  readonly multiple: (typeof COST_MULTIPLES)[number]
  readonly headline: Headline
}

/** Headline numbers with commission and slippage at each multiple; `run` is given the multiple. */
export const costSensitivity = (run: (multiple: number) => ReportInput): CostRow[] =>
  COST_MULTIPLES.map(multiple => ({ multiple, headline: headlineOf(run(multiple)) }))

/** What costs of settings are at a multiple of them. */
export function costsTimes<S extends CostSettings>(settings: S, multiple: number): S {
  return {
    ...settings,
    commission: scaled(settings.commission, multiple),
    slippage: scaled(settings.slippage, multiple),
    spread: scaled(settings.spread, multiple),
  }
}

interface CostSettings {
  readonly commission: Readonly<Record<string, number | undefined>>
  readonly slippage: Readonly<Record<string, number | undefined>>
  readonly spread: Readonly<Record<string, number | undefined>>
}

const scaled = <T extends Readonly<Record<string, number | undefined>>>(costs: T, multiple: number): T =>
  Object.fromEntries(
    Object.entries(costs).map(([key, cost]) => [key, cost === undefined ? cost : cost * multiple]),
    // the same keys with other numbers
  ) as T
