import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { ImportOptions } from './options'

/** Twenty years of a real index, day by day: the sample that comes with the npm package vega-datasets. */
export const SAMPLE = {
  fileName: 'sp500-2000.csv',
  options: {
    symbol: 'SP500',
    name: 'S&P 500',
    currency: 'USD',
    calendar: 'xnys',
    mode: 'new',
  } satisfies ImportOptions,
} as const

export const readSample = (): AsyncIterable<Uint8Array> =>
  createReadStream(
    path.join(
      path.dirname(createRequire(import.meta.url).resolve('vega-datasets')),
      '../data',
      SAMPLE.fileName,
    ),
  )
