/** Why a metric has no value. A metric without meaning is never 0, 10 or infinite. */
export const REASONS = [
  'no bars',
  'fewer than 2 bars',
  'no trades',
  'fewer than 2 trades',
  'fewer than 6 trades',
  'no wins',
  'no losses',
  'no long trades',
  'no short trades',
  'no initial stop',
  'fewer than 2 days',
  'fewer than 3 days',
  'fewer than 4 days',
  'fewer than 30 days',
  'fewer than 100 days',
  'less than a quarter of a year',
  'history too short',
  'sigma = 0',
  'no day below the target',
  'no day below zero',
  'no month below zero',
  'no month above zero',
  'no drawdown',
  'not recovered',
  'never in the market',
  'equity fell to zero or below',
  'no gross profit',
  'no excursion',
  'no excursion in favour',
  'fewer than 11 days',
  'not better than the threshold',
  'one trial',
  'not recorded',
  'nothing was traded',
  'no benchmark',
  'benchmark too short',
  'benchmark does not move',
  'beta = 0',
  'no up day of the benchmark',
  'no down day of the benchmark',
  'not a finite number',
] as const

export type Reason = (typeof REASONS)[number]

/** What a metric gives instead of a number. */
export interface Undefined {
  readonly reason: Reason
}

export const without = (reason: Reason): Undefined => ({ reason })
