import type { BarColumns } from '../../ir/bars'

interface Sample {
  readonly bars: number
  readonly seed?: number
  /** Bar length in ms; one hour when absent. */
  readonly stepMs?: number
  /** Prices are rounded to it; 0 leaves them as computed. */
  readonly tick?: number
}

const HOUR_MS = 3_600_000
/** 2024-01-01, a Monday. */
const START_MS = 1_704_067_200_000

/** Numbers from 0 to 1, the same ones for the same seed on every machine (mulberry32). */
export const seeded = (seed: number) => {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Made-up bars that look like a market: drifts that turn, calm and wild stretches, gaps, busier volume on bigger moves.
 * Only + − × ÷ and square roots, which every machine rounds alike.
 */
export const sampleBars = ({ bars, seed = 7, stepMs = HOUR_MS, tick = 0.01 }: Sample): BarColumns => {
  const next = seeded(seed)
  // three uniforms summed are bell-shaped enough
  const shock = () => (next() + next() + next()) * 2 - 3
  const round = (price: number) => (tick > 0 ? Math.round(price / tick) * tick : price)
  const column = () => new Float64Array(bars)
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()]
  let price = 100
  let drift = 0
  let noise = 0.006
  for (let i = 0; i < bars; i++) {
    if (next() < 0.04) drift = shock() * 0.0016
    if (next() < 0.03) noise = 0.003 + next() * 0.009
    const from = price * (1 + (next() < 0.15 ? shock() * noise * 0.7 : 0))
    const to = from * (1 + drift + shock() * noise)
    const room = from * noise
    time[i] = START_MS + i * stepMs
    open[i] = round(from)
    close[i] = round(to)
    high[i] = round(Math.max(from, to) + next() * next() * room * 2)
    low[i] = round(Math.min(from, to) - next() * next() * room * 2)
    volume[i] = Math.round(400 + 900 * next() + (Math.abs(to - from) / room) * 700)
    // a price that wanders off is drawn back, so that a long sample stays a price
    price = to * (1 + (100 - to) * 0.00004)
  }
  return { time, open, high, low, close, volume }
}
