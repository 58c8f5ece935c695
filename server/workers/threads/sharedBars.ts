import type { BarColumns } from '../../../sandbox/ir/bars'

/** The same bars in memory that threads share; bars that lie there already are taken as they are. */
export const sharedBars = (bars: BarColumns): BarColumns => ({
  time: shared(bars.time),
  open: shared(bars.open),
  high: shared(bars.high),
  low: shared(bars.low),
  close: shared(bars.close),
  volume: shared(bars.volume),
})

function shared(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const there = new Float64Array(new SharedArrayBuffer(column.byteLength))
  there.set(column)
  return there
}
