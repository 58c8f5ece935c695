import { type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'

/** Two days of minutes: few enough that a late bar rewrites little, enough that a million bars are 348 rows. */
export const BARS_PER_PERIOD = 2880

export const periodMs = (timeframe: Timeframe): number => BARS_PER_PERIOD * timeframeMs[timeframe]

/** Start of the period that a bar belongs to by its open. Stored chunks rest on it: it never changes. */
export const periodStart = (time: number, timeframe: Timeframe): number =>
  Math.floor(time / periodMs(timeframe)) * periodMs(timeframe)
