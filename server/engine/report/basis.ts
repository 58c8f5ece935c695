import type { Facts } from './facts'
import { movingDays, threeReturns } from './metrics/needs'
import { sampleOf } from './metrics/ratios'
import type { SharpeSample } from './sharpe'

/** What the numbers rest on, printed beside them. */
export interface Basis {
  readonly bars: number
  /** First bar's open and last bar's close; null without bars. */
  readonly from: number | null
  readonly to: number | null
  /** Daily returns that went into the ratios. */
  readonly days: number
  /** Days without a bar among them, taken as flat. */
  readonly emptyDays: number
  readonly periodsPerYear: number
  readonly riskFreeRate: number
  readonly trials: number
  /** Taken from a sample's size when its spread is measured. */
  readonly degreesOfFreedom: 1
  /** By how much the Sharpe ratio can be trusted, whatever else is tried later; null where it has no meaning. */
  readonly sharpeSample: SharpeSample | null
}

export const basisOf = (facts: Facts): Basis => ({
  bars: facts.bars,
  from: facts.bars === 0 ? null : facts.input.equity.time[0]!,
  to: facts.bars === 0 ? null : facts.closeOf(facts.bars - 1),
  days: facts.returns.length,
  emptyDays: facts.grid.emptyDays,
  periodsPerYear: facts.periodsPerYear,
  riskFreeRate: facts.input.settings.riskFreeRate,
  trials: facts.input.settings.trials,
  degreesOfFreedom: 1,
  sharpeSample: [...movingDays, threeReturns].every(need => need.missing(facts) === null)
    ? sampleOf(facts)
    : null,
})
