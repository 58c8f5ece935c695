import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { Calendar } from '@/server/market/calendar/calendar'
import { hash } from '@/server/market/simulated/noise'

/** Quiet bars of every expected open in [from, to): small seeded steps, ranges about the body, some volume. */
export function quietBars(
  calendar: Calendar,
  timeframe: Timeframe,
  from: number,
  to: number,
  seed: number,
): BarColumns {
  const time = Float64Array.from(calendar.expected(timeframe, from, to))
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(time.length))
  const bars = { time, open, high, low, close, volume } as Record<keyof BarColumns, Float64Array> // five were made
  const draw = (i: number, what: number) => hash(seed, i, what, 0) / 2 ** 32
  let price = 100
  for (let i = 0; i < time.length; i++) {
    bars.open[i] = price
    price *= 1 + 0.002 * (draw(i, 1) - 0.5)
    bars.close[i] = price
    bars.high[i] = Math.max(bars.open[i]!, price) * (1 + 0.0005 * draw(i, 2))
    bars.low[i] = Math.min(bars.open[i]!, price) * (1 - 0.0005 * draw(i, 3))
    bars.volume[i] = 1 + Math.floor(100 * draw(i, 4))
  }
  return bars
}

/** The bars without those at `rows`. */
export function without(bars: BarColumns, rows: ReadonlySet<number>): BarColumns {
  const kept = (column: Float64Array) => column.filter((_, i) => !rows.has(i))
  return {
    time: kept(bars.time),
    open: kept(bars.open),
    high: kept(bars.high),
    low: kept(bars.low),
    close: kept(bars.close),
    volume: kept(bars.volume),
  }
}
