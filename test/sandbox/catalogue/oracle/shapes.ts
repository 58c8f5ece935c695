import { seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'

/**
 * Random candles of every shape (dojis, marubozus, long wicks, gaps, equal prices), so that rare patterns do occur.
 * Prices are multiples of 1/4, which add up without rounding: a running sum and a fresh one agree to the bit.
 */
export const shapedBars = (bars: number, seed: number): BarColumns => {
  const next = seeded(seed)
  const quarter = (x: number) => Math.round(x * 4) / 4
  const pick = (...choices: readonly number[]) => choices[Math.floor(next() * choices.length)]!
  const column = () => new Float64Array(bars)
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()]
  let before = 200
  let earlier = 200
  for (let i = 0; i < bars; i++) {
    const start = quarter(next() < 0.15 ? earlier : before + pick(0, 0, 0, 0.25, -0.25, 1, -1, 3, -3, 8, -8))
    const body = pick(0, 0.25, -0.25, 1, -1, 2, -2, 5, -5, 8, -8, 10, -10) * (next() < 0.5 ? 1 : 0.5)
    const end = next() < 0.1 ? quarter(before) : quarter(start + body)
    time[i] = i * 86_400_000
    open[i] = start
    close[i] = end
    high[i] = Math.max(start, end) + quarter(pick(0, 0, 0.25, 1, 3, 8) * next())
    low[i] = Math.min(start, end) - quarter(pick(0, 0, 0.25, 1, 3, 8) * next())
    volume[i] = 100
    earlier = start
    before = end + (200 - end) * (next() < 0.1 ? 0.25 : 0)
  }
  return { time, open, high, low, close, volume }
}
