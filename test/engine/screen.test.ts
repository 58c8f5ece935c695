import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankRows } from '@/server/engine/screen'

const row = fc.record({
  symbol: fc.string({ minLength: 1, maxLength: 4 }),
  matched: fc.boolean(),
  score: fc.option(fc.integer({ min: -3, max: 3 })),
})

test('matches come first, then the better score, then the symbol; no score comes last', () => {
  const rows = [
    { symbol: 'D', matched: false, score: 9 },
    { symbol: 'C', matched: true, score: null },
    { symbol: 'B', matched: true, score: 1 },
    { symbol: 'A', matched: true, score: 1 },
    { symbol: 'E', matched: true, score: 2 },
  ]
  expect(rankRows(rows).map(each => each.symbol)).toEqual(['E', 'A', 'B', 'C', 'D'])
})

test('the rank does not depend on the order rows came in (seed 21)', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(row, { selector: each => each.symbol })
        .chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      ([rows, shuffled]) => {
        expect(rankRows(shuffled)).toEqual(rankRows(rows))
      },
    ),
    { seed: 21 },
  )
})
