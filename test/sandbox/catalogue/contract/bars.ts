import { sampleBars, seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'

const HOUR_MS = 3_600_000
const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const

const from = (bars: number, price: (i: number) => number, spread = 0): BarColumns => {
  const close = Float64Array.from({ length: bars }, (_, i) => price(i))
  const open = close.map((_, i) => (i === 0 ? close[0]! : close[i - 1]!))
  return {
    time: close.map((_, i) => 1_704_067_200_000 + i * HOUR_MS),
    open,
    high: close.map((x, i) => Math.max(x, open[i]!) + spread),
    low: close.map((x, i) => Math.min(x, open[i]!) - spread),
    close,
    volume: close.map((_, i) => (i % 7) * 100),
  }
}

/** Blanks whole bars: their time stays, their values are missing. */
export const withHoles = (bars: BarColumns, isHole: (i: number) => boolean): BarColumns => {
  const copy = { ...bars }
  for (const field of FIELDS) copy[field] = bars[field].map((x, i) => (isHole(i) ? Number.NaN : x))
  return copy
}

export const cut = (bars: BarColumns, start: number, end: number): BarColumns => ({
  time: bars.time.slice(start, end),
  open: bars.open.slice(start, end),
  high: bars.high.slice(start, end),
  low: bars.low.slice(start, end),
  close: bars.close.slice(start, end),
  volume: bars.volume.slice(start, end),
})

/** Markets a kernel would rather not meet, `n` bars of each. */
export const nastyBars = (n: number, seed: number): Readonly<Record<string, BarColumns>> => {
  const next = seeded(seed)
  const clean = sampleBars({ bars: n, seed })
  return {
    clean,
    'prices in ticks with many ties': from(n, () => 100 + Math.round(next() * 4) * 0.5, 0.5),
    'prices off any tick': sampleBars({ bars: n, seed, tick: 0 }),
    'every price the same': from(n, () => 42.42),
    'all zeros': from(n, () => 0),
    'up and down by turns': from(n, i => (i % 2 === 0 ? 100 : 101), 1),
    'steady climb': from(n, i => 100 + i * 0.25, 0.25),
    'steady fall': from(n, i => 1e6 - i, 1),
    'huge and tiny': from(n, () => 10 ** (next() * 24 - 12)),
    'near the ends of the number line': from(n, i => (i % 3 === 0 ? 1e300 : 1e-300)),
    'a hole here and there': withHoles(clean, i => i % 13 === 5 || (i > 40 && i < 44)),
    'more holes than bars': withHoles(clean, i => i % 5 !== 0),
    'holes in single fields': {
      ...clean,
      close: clean.close.map((x, i) => (i % 11 === 3 ? Number.NaN : x)),
      volume: clean.volume.map((x, i) => (i % 17 === 2 ? Number.NaN : x)),
      high: clean.high.map((x, i) => (i % 19 === 7 ? Number.NaN : x)),
    },
    'missing from the beginning': withHoles(clean, i => i < 30),
    'nothing but holes': withHoles(clean, () => true),
    'one bar': cut(clean, 0, 1),
    'no bars': cut(clean, 0, 0),
  }
}
