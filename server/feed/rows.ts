import type { BarColumns } from '../../sandbox/ir/bars'
import type { FormingBar } from '../market/provider'

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
