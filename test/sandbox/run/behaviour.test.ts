import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFirings } from '@/sandbox/run/behaviour'

const filter = (...begins: number[]) => [{ output: 'filter', begins: Int32Array.from(begins) }]

test('signals that stay, come, go and move are told apart', () => {
  expect(compareFirings(filter(10, 50, 100), filter(10, 52, 200))).toEqual([
    { output: 'filter', kept: 1, added: [200], removed: [100], moved: [{ from: 50, to: 52 }] },
  ])
})

test('the closest pair moves, and each signal moves once', () => {
  expect(compareFirings(filter(10, 12), filter(13), 5)[0]).toMatchObject({
    removed: [10],
    moved: [{ from: 12, to: 13 }],
  })
})

test('an output only one version has is all added, or all removed', () => {
  const long = [{ output: 'long', begins: [3] }]
  expect(compareFirings(filter(7), long)).toEqual([
    { output: 'long', kept: 0, added: [3], removed: [], moved: [] },
    { output: 'filter', kept: 0, added: [], removed: [7], moved: [] },
  ])
})

const bars = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .map(list => list.sort((a, b) => a - b))

test('every signal of both is counted once, whatever they are (seed 7)', () => {
  fc.assert(
    fc.property(bars, bars, fc.integer({ min: 0, max: 9 }), (before, after, near) => {
      const [change] = compareFirings(filter(...before), filter(...after), near)
      const { kept, added, removed, moved } = change!
      expect(kept + removed.length + moved.length).toBe(before.length)
      expect(kept + added.length + moved.length).toBe(after.length)
      for (const { from, to } of moved) {
        expect(Math.abs(from - to)).toBeLessThanOrEqual(near)
        expect(before).toContain(from)
        expect(after).toContain(to)
      }
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('nothing has changed between a version and itself (seed 8)', () => {
  fc.assert(
    fc.property(bars, list => {
      expect(compareFirings(filter(...list), filter(...list))[0]).toMatchObject({
        kept: list.length,
        added: [],
        removed: [],
        moved: [],
      })
    }),
    { seed: 8, numRuns: 100 },
  )
})
