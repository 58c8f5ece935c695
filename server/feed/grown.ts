import { barOpen, type Timeframe } from '../../sandbox/ir/timeframe'
import type { FormingBar } from '../market/provider'

/** Venues tell quantities with no more decimals; a sum that is cut there is the double that the venue itself would tell. */
const DECIMALS = 8

/** Sum of two quantities as a venue would print it: without what floating point adds to it. */
const addVolumes = (a: number, b: number): number => Number((a + b).toFixed(DECIMALS))

/** A bar of `timeframe` that grows by those inside it, which come in order and once. */
export function grown(bar: FormingBar | null, by: FormingBar, timeframe: Timeframe): FormingBar {
  const time = barOpen(by.time, timeframe)
  if (bar?.time !== time) return { ...by, time }
  return {
    time,
    open: bar.open,
    high: Math.max(bar.high, by.high),
    low: Math.min(bar.low, by.low),
    close: by.close,
    volume: addVolumes(bar.volume, by.volume),
  }
}
