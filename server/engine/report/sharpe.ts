import { normalBelow, normalQuantile } from './normal'

const EULER = 0.5772156649015329

/** A Sharpe ratio of one period with what decides how far it can be trusted. */
export interface SharpeSample {
  /** Per period, not annualised. */
  readonly ratio: number
  readonly count: number
  /** Plain moment coefficients; the kurtosis of the normal distribution is 3. */
  readonly skew: number
  readonly kurtosis: number
}

/** How uncertain the ratio of a period is: Lo, "The statistics of Sharpe ratios" (2002), for independent returns. */
export const sharpeError = ({ ratio, count }: SharpeSample): number =>
  Math.sqrt((1 + (ratio * ratio) / 2) / count)

const spread = ({ ratio, skew, kurtosis }: SharpeSample): number =>
  1 - skew * ratio + ((kurtosis - 1) / 4) * ratio * ratio

/** How likely the true ratio lies above a threshold: Bailey and López de Prado, "The Sharpe ratio efficient frontier" (2012). */
export const probabilisticSharpe = (sample: SharpeSample, threshold: number): number =>
  normalBelow(((sample.ratio - threshold) * Math.sqrt(sample.count - 1)) / Math.sqrt(spread(sample)))

/** Periods needed until the ratio lies above a threshold with the given probability. */
export const minimumTrackRecord = (sample: SharpeSample, threshold: number, confidence: number): number =>
  1 + spread(sample) * (normalQuantile(confidence) / (sample.ratio - threshold)) ** 2

/**
 * The largest of a number of ratios that are 0 in truth and scatter by `sigma`, as expected: Bailey and López de Prado, "The deflated
 * Sharpe ratio" (2014).
 */
export const luckSharpe = (trials: number, sigma: number): number =>
  trials <= 1
    ? 0
    : sigma *
      ((1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E)))
