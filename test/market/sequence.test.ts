import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormingBar, LiveBar } from '@/server/market/provider'
import { BarSequence } from '@/server/market/sequence'

const SEED = 20261121
const MINUTE = 60_000
const bar = (index: number, close = index + 1): FormingBar => ({
  time: index * MINUTE,
  open: 1,
  high: close,
  low: 1,
  close,
  volume: close,
})

/** A sequence from bar 0 on, and all it told. */
function sequence() {
  const told: LiveBar[] = []
  return { told, sequence: new BarSequence('X', '1m', 0, each => told.push(each)) }
}
const closes = (told: readonly LiveBar[]) => told.filter(each => each.closed).map(each => each.time / MINUTE)

describe('a sequence of bars', () => {
  test(`shuffled, repeated and dropped updates end as the same closed bars, each once (seed ${SEED})`, () => {
    const update = fc.record({ index: fc.integer({ min: 0, max: 12 }), closed: fc.boolean() })
    fc.assert(
      fc.property(fc.array(update, { maxLength: 120 }), updates => {
        const { told, sequence: line } = sequence()
        let furthest = -1
        for (const { index, closed } of updates) {
          furthest = Math.max(furthest, closed ? index : index - 1)
          // What is missing is fetched at once here: everything before the bar that showed the hole.
          if (line.take(bar(index), closed))
            line.repaired(
              Array.from({ length: index }, (_, i) => bar(i)),
              index * MINUTE,
            )
        }
        expect(closes(told)).toEqual(Array.from({ length: furthest + 1 }, (_, i) => i))
        let over = 0
        for (const each of told) {
          expect(each.time).toBeGreaterThanOrEqual(over)
          if (each.closed) over = each.time + MINUTE
        }
        for (const each of told) expect(each).toMatchObject(bar(each.time / MINUTE))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  test(`repairs that come late, bit by bit, lose and double nothing (seed ${SEED})`, () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('update' as const),
        ahead: fc.integer({ min: 0, max: 12 }),
        closed: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('repair' as const), count: fc.integer({ min: 0, max: 5 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), steps => {
        const { told, sequence: line } = sequence()
        for (const each of steps) {
          const next = line.next / MINUTE
          if (each.kind === 'update') line.take(bar(next + each.ahead), each.closed)
          else
            line.repaired(
              Array.from({ length: each.count + 2 }, (_, i) => bar(Math.max(0, next + i - 2))),
              0,
            )
        }
        expect(closes(told)).toEqual(Array.from({ length: line.next / MINUTE }, (_, i) => i))
      }),
      { seed: SEED, numRuns: 500 },
    )
  })

  test('bars the venue never made are passed over once that is known', () => {
    const { told, sequence: line } = sequence()
    expect(line.take(bar(5), false)).toBe(true)
    line.repaired([bar(0), bar(1)], 5 * MINUTE)
    line.take(bar(5), true)
    expect(closes(told)).toEqual([0, 1, 5])
  })

  test('a bar that closed while earlier ones were fetched is told after them, as it closed', () => {
    const { told, sequence: line } = sequence()
    line.take(bar(3, 4), false)
    line.take(bar(2, 7), false)
    line.take(bar(2, 9), true)
    line.take(bar(2, 8), false)
    line.repaired([bar(0), bar(1)], 2 * MINUTE)
    expect(told.map(each => [each.time / MINUTE, each.closed, each.close])).toEqual([
      [0, true, 1],
      [1, true, 2],
      [2, true, 9],
      [3, false, 4],
    ])
  })
})
