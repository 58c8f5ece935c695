import type { BarColumns } from '../../sandbox/ir/bars'
import { barOpen, type Timeframe } from '../../sandbox/ir/timeframe'
import type { FormingBar } from '../market/provider'

/** Venues tell quantities with no more decimals; a sum that is cut there is the double that the venue itself would tell. */
const DECIMALS = 8

/** Sum of two quantities as a venue would print it: without what floating point adds to it. */
export const addVolumes = (a: number, b: number): number => Number((a + b).toFixed(DECIMALS))

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

export function* rowsOfBars({ time, open, high, low, close, volume }: BarColumns): Generator<FormingBar> {
  for (let row = 0; row < time.length; row++)
    yield {
      time: time[row]!,
      open: open[row]!,
      high: high[row]!,
      low: low[row]!,
      close: close[row]!,
      volume: volume[row]!,
    }
}

export function columnsOfBars(bars: readonly FormingBar[]): BarColumns {
  const column = (field: keyof FormingBar) => Float64Array.from(bars, bar => bar[field])
  return {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
