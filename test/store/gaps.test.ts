import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barOpen, TIMEFRAMES, timeframeMs } from '@/sandbox/ir/timeframe'
import { missing, runsOf } from '@/server/market/store/gaps'

test('gaps and bars together are every bar of the range, once', () => {
  const near = barOpen(1_704_067_200_000, '1w')
  fc.assert(
    fc.property(
      fc.constantFrom(...TIMEFRAMES),
      fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 61 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 30, max: 60 }),
      (timeframe, rows, from, to) => {
        const length = timeframeMs[timeframe]
        const times = Float64Array.from(rows, row => near + row * length).sort()
        const range = { from: near + from * length, to: near + to * length }
        const gaps = missing(runsOf(times, timeframe), timeframe, range)
        const opens = new Set([...times].filter(time => time >= range.from && time < range.to))
        let filled = opens.size
        for (const gap of gaps)
          for (let open = gap.from; open < gap.to; open += length, filled++)
            expect(opens.has(open)).toBe(false)
        expect(filled).toBe(to - from)
        expect(gaps.every((gap, k) => k === 0 || gap.from > (gaps[k - 1]?.to ?? 0))).toBe(true)
      },
    ),
    { numRuns: 500, seed: 3 },
  )
})
