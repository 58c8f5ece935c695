import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Quotes } from './standing'

/** An instrument's prices at given moments, NaN at those it has no bar for. Without a copy where its bars are just those. */
export function quotesAt(bars: BarColumns, time: Float64Array): Quotes {
  const first = time.length === 0 ? 0 : bars.time.indexOf(time[0]!)
  if (first >= 0 && isRun(bars.time, first, time)) {
    const end = first + time.length
    return {
      high: bars.high.subarray(first, end),
      low: bars.low.subarray(first, end),
      close: bars.close.subarray(first, end),
    }
  }
  const column = () => new Float64Array(time.length).fill(Number.NaN)
  const quotes = { high: column(), low: column(), close: column() }
  let at = 0
  for (let row = 0; row < bars.time.length; row++) {
    const opens = bars.time[row]!
    while (at < time.length && time[at]! < opens) at++
    if (at === time.length) break
    if (time[at] !== opens) continue
    quotes.high[at] = bars.high[row]!
    quotes.low[at] = bars.low[row]!
    quotes.close[at] = bars.close[row]!
  }
  return quotes
}

function isRun(opens: Float64Array, first: number, time: Float64Array): boolean {
  if (opens.length - first < time.length) return false
  for (let at = 0; at < time.length; at++) if (opens[first + at] !== time[at]) return false
  return true
}
