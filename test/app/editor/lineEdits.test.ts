import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LineEdit, lineEdits } from '@/app/_editor/code/lineEdits'

/** From the bottom up, so that no edit moves the lines of another. */
const applied = (text: string, edits: readonly LineEdit[]): string => {
  const lines = text.split('\n')
  for (const { from, to, lines: put } of edits.toReversed()) lines.splice(from, to - from, ...put)
  return lines.join('\n')
}

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '  d'), { maxLength: 14 })
  .map(lines => lines.join('\n'))

test('the edits of any two texts make one the other (seed 5)', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edits = lineEdits(before, after)
      expect(applied(before, edits)).toBe(after)
      for (const [at, { from }] of edits.entries())
        expect(from).toBeGreaterThanOrEqual(edits[at - 1]?.to ?? 0)
    }),
    { seed: 5, numRuns: 2_000 },
  )
})

test('lines that stay the same are in no edit', () => {
  expect(lineEdits('head\none\nkeep\ntwo\ntail', 'head\n1\nkeep\n2\nmore\ntail')).toEqual([
    { from: 1, to: 2, lines: ['1'] },
    { from: 3, to: 4, lines: ['2', 'more'] },
  ])
  expect(lineEdits('a\nb', 'a\nb')).toEqual([])
  expect(lineEdits('a\nc', 'a\nb\nc')).toEqual([{ from: 1, to: 1, lines: ['b'] }])
  expect(lineEdits('a\nb\nc', 'a\nc')).toEqual([{ from: 1, to: 2, lines: [] }])
})

test('texts with nothing in common are replaced whole, however long', () => {
  const long = (word: string) => Array.from({ length: 1_000 }, (_, n) => `${word}${n}`).join('\n')
  expect(applied(long('x'), lineEdits(long('x'), long('y')))).toBe(long('y'))
  expect(lineEdits(long('x'), long('y'))).toHaveLength(1)
})
