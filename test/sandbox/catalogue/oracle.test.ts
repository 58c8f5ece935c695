import { beforeAll, describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { arrayRows } from './oracle/arrayRows'
import type { Plain, Row } from './oracle/row'
import { streamRows } from './oracle/streamRows'
import { Talib } from './oracle/talib'
import { talibRows } from './oracle/talibRows'
import { runEntry } from './runEntry'

const BARS = 2000
const bars = sampleBars({ bars: BARS, tick: 0 })
const plain: Plain = {
  open: [...bars.open],
  high: [...bars.high],
  low: [...bars.low],
  close: [...bars.close],
  volume: [...bars.volume],
}
/** The same closes without ranges, for libraries that know closes only. */
const flat = { ...bars, open: bars.close, high: bars.close, low: bars.close }
const flatPlain: Plain = { ...plain, open: plain.close, high: plain.close, low: plain.close }

let talib: Talib
beforeAll(async () => {
  talib = await Talib.start()
})

// the rows only name the library here; its functions run inside the tests, once it has started
const rows: readonly Row[] = [...talibRows(() => talib), ...streamRows, ...arrayRows]

const known = (value: number | null | undefined): value is number => value != null && !Number.isNaN(value)

test.each(rows)('$entry agrees with $like', row => {
  const run = runEntry(row.entry, row.flat ? flat : bars, row.params, b => (row.wire ?? []).map(b.source))
  const mine = run[row.output ?? 'value']!
  const theirs = row.values(row.flat ? flatPlain : plain)
  const size = Math.max(...theirs.map(value => (known(value) ? Math.abs(value) : 0)))
  const wrong: string[] = []
  let compared = 0
  for (let i = row.from ?? 0; i < BARS; i++) {
    const value = theirs[i]
    if (!known(value)) continue
    compared++
    // what cancels to nearly zero is judged against the column's size
    const allowed = (row.within ?? 1e-9) * Math.abs(value) + 1e-12 * size
    if (!(Math.abs(mine[i]! - value) <= allowed)) wrong.push(`bar ${i}: ${mine[i]} and not ${value}`)
  }
  expect(compared).toBeGreaterThanOrEqual(500)
  expect(wrong.slice(0, 3)).toEqual([])
})

describe('the table', () => {
  test('covers at least 60 entries', () => {
    expect(new Set(rows.map(row => row.entry)).size).toBeGreaterThanOrEqual(60)
  })

  test('says why wherever it compares late or loosely', () => {
    expect(
      rows.filter(row => (row.from ?? row.within) !== undefined && !row.why).map(row => row.entry),
    ).toEqual([])
  })
})
