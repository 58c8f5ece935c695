import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'

/** The first open of a bar that is not before `time`. */
export function firstOpen(time: number, timeframe: Timeframe): number {
  const open = barOpen(time, timeframe)
  return open < time ? open + timeframeMs[timeframe] : open
}

/** A venue is believed to have no bar once it is over for this long: the last trades may still be on their way. */
const SETTLED_MS = 60_000

/** Up to where a venue's history stands: what it does not show before is a hole, what it does not show after may come. */
export const settledEnd = (now: number, timeframe: Timeframe): number => barOpen(now - SETTLED_MS, timeframe)
