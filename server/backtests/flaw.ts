import type { BarColumns } from '../../sandbox/ir/bars'

/** What makes bars unfit to be traded, as a sentence about the first such bar; null when they are sound. */
export function flawOf({ time, open, high, low, close }: BarColumns): string | null {
  for (let row = 0; row < time.length; row++) {
    const [at, o, h, l, c] = [time[row]!, open[row]!, high[row]!, low[row]!, close[row]!]
    if (!Number.isFinite(at) || (row > 0 && at <= time[row - 1]!))
      return `bar ${row} does not open after the bar before it.`
    // a missing price fails each comparison
    if (!(l <= o && l <= c && o <= h && c <= h) || !Number.isFinite(h - l))
      return `the bar of ${new Date(at).toISOString()} has open ${o}, high ${h}, low ${l}, close ${c}, which no market makes. Repair the series.`
  }
  return null
}
