import type { BarColumns } from '@/sandbox/ir/bars'
import type { FormingBar } from '@/server/market/provider'

/** Columns as a bar a row: what two providers gave compares at a glance. */
export const barsOf = (bars: BarColumns): FormingBar[] =>
  Array.from(bars.time, (time, i) => ({
    time,
    open: bars.open[i]!,
    high: bars.high[i]!,
    low: bars.low[i]!,
    close: bars.close[i]!,
    volume: bars.volume[i]!,
  }))

/** Looks again and again until `holds`. */
export async function until(holds: () => boolean, patienceMs = 15_000): Promise<void> {
  const began = performance.now()
  while (!holds()) {
    if (performance.now() - began > patienceMs) throw new Error(`Waited ${patienceMs} ms in vain.`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
