import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { COLUMNS, ownColumns } from '@/server/market/store/columns'

export const MINUTE = 60_000
/** 2024-01-01: where sample bars begin. */
export const START = 1_704_067_200_000

/** Made-up bars whose prices are the doubles nearest to hundredths, as venues and files give them. */
export function minutes(bars: number, seed = 7, stepMs = MINUTE): BarColumns {
  const sample = sampleBars({ bars, seed, stepMs })
  for (const name of ['open', 'high', 'low', 'close'] as const)
    for (let row = 0; row < bars; row++) sample[name][row] = Math.round((sample[name][row] ?? 0) * 100) / 100
  return sample
}

export function pick(bars: BarColumns, rows: readonly number[]): BarColumns {
  const picked = ownColumns(rows.length)
  for (const column of COLUMNS)
    rows.forEach((row, k) => {
      picked[column][k] = bars[column][row] ?? NaN
    })
  return picked
}

export const slice = (bars: BarColumns, first: number, end: number): BarColumns =>
  pick(
    bars,
    Array.from({ length: end - first }, (_, k) => first + k),
  )

/** Bit patterns, so that −0 is not 0. */
export const bits = (bars: BarColumns): unknown =>
  COLUMNS.map(column => [...new BigUint64Array(Float64Array.from(bars[column]).buffer)])
