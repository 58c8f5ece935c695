import { barOpen, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'

/** A bar by its timeframe and open time. */
export interface BarName {
  readonly timeframe: Timeframe
  readonly time: number
}

/** Open time of the newest bar that is over at `now`. A bar is known at its end, not before. */
export const lastClosedBar = (timeframe: Timeframe, now: number): number =>
  barOpen(now, timeframe) - timeframeMs[timeframe]

/** The bars that ended in (after, upTo], in the order of their ends; at one moment the fastest first. */
export function closedBars(timeframes: readonly Timeframe[], after: number, upTo: number): BarName[] {
  const bars: { bar: BarName; end: number }[] = []
  for (const timeframe of timeframes) {
    const length = timeframeMs[timeframe]
    for (let end = barOpen(after, timeframe) + length; end <= upTo; end += length)
      bars.push({ bar: { timeframe, time: end - length }, end })
  }
  bars.sort((a, b) => a.end - b.end || timeframeMs[a.bar.timeframe] - timeframeMs[b.bar.timeframe])
  return bars.map(({ bar }) => bar)
}

/** When the next bar of any timeframe ends: all of them are made of minutes. */
export const nextClose = (now: number): number => barOpen(now, '1m') + timeframeMs['1m']
