import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowance, Buckets, take } from '@/server/http/allowance'

const fivePerMinute = allowance('x', 5, 60_000)

test('all at once, then one at a time as they come back', () => {
  const buckets = new Buckets(fivePerMinute, () => now)
  let now = 1_000_000
  const verdicts = Array.from({ length: 6 }, () => buckets.take('a').ok)
  expect(verdicts).toEqual([true, true, true, true, true, false])
  now += 12_000
  expect(buckets.take('a').ok).toBe(true)
  expect(buckets.take('a')).toEqual({ ok: false, waitMs: 12_000 })
})

test('callers do not share a bucket', () => {
  const buckets = new Buckets(allowance('x', 1, 1000), () => 0)
  expect(buckets.take('a').ok).toBe(true)
  expect(buckets.take('b').ok).toBe(true)
  expect(buckets.take('a').ok).toBe(false)
})

test('whoever waits as long as told gets in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5_000), { maxLength: 60 }), waits => {
      let now = 0
      let fullAt = 0
      for (const wait of waits) {
        now += wait
        const verdict = take(fivePerMinute, fullAt, now)
        if (verdict.ok) fullAt = verdict.fullAt
        else expect(take(fivePerMinute, fullAt, now + verdict.waitMs).ok).toBe(true)
      }
    }),
  )
})

test('no window of any length lets more through than the burst and what came back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 80 }), waits => {
      let now = 0
      let fullAt = 0
      const passed: number[] = []
      for (const wait of waits) {
        now += wait
        const verdict = take(fivePerMinute, fullAt, now)
        if (!verdict.ok) continue
        fullAt = verdict.fullAt
        passed.push(now)
      }
      for (const [first, start] of passed.entries()) {
        for (const [last, end] of passed.entries()) {
          if (last < first) continue
          expect(last - first + 1).toBeLessThanOrEqual(5 + (end - start) / fivePerMinute.refillMs)
        }
      }
    }),
  )
})

test('full buckets are forgotten', () => {
  let now = 0
  const buckets = new Buckets(allowance('x', 10, 1000), () => now)
  for (let caller = 0; caller < 1000; caller++) buckets.take(`${caller}`)
  expect(buckets.size).toBe(1000)
  now = 20_000
  buckets.take('last')
  expect(buckets.size).toBe(1)
})
