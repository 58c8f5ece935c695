import { createHash } from 'node:crypto'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { COLUMNS } from './columns'

const ROWS = 4096

const hashOf = (bars: BarColumns) => {
  const hash = createHash('sha256')
  const width = COLUMNS.length
  const rows = new Float64Array(Math.min(ROWS, bars.time.length) * width)
  const bytes = new Uint8Array(rows.buffer)
  for (let first = 0; first < bars.time.length; first += ROWS) {
    const count = Math.min(ROWS, bars.time.length - first)
    COLUMNS.forEach((column, k) => {
      const values = bars[column]
      for (let row = 0; row < count; row++) {
        const value = values[first + row] ?? 0
        rows[row * width + k] = Number.isNaN(value) ? NaN : value // missing is missing, however its bits lie
      }
    })
    hash.update(bytes.subarray(0, count * width * 8))
  }
  return hash
}

/**
 * SHA-256 of the bars, row by row: equal bars have equal digests, from whatever store, file or venue they came and in
 * whatever pieces they were written.
 */
export const barsDigest = (bars: BarColumns): string => hashOf(bars).digest('hex')

export const barsDigestBytes = (bars: BarColumns): Buffer => hashOf(bars).digest()
