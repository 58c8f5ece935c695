import { expect, test } from 'vitest'
import { Closes } from '@/server/feed/closes'

const MINUTE = 60_000
const PATIENCE = { graceMs: 5_000, repairMs: 60_000 }

function closes(upTo: number | null, ...symbols: string[]) {
  const made = new Closes(PATIENCE, upTo)
  made.expect(symbols)
  return made
}

test('a minute is over when every symbol has closed it, whatever the clock shows', () => {
  const book = closes(0, 'A', 'B')
  expect(book.over(10 * MINUTE)).toEqual([])
  book.closed('A', 0, MINUTE + 100)
  expect(book.over(MINUTE + 200)).toEqual([])
  book.closed('B', 0, MINUTE + 300)
  expect(book.over(MINUTE + 300)).toEqual([0])
  expect(book.over(MINUTE + 300)).toEqual([])
})

test('minutes that close together are told in order', () => {
  const book = closes(0, 'A')
  for (let minute = 0; minute < 4; minute++) book.closed('A', minute * MINUTE, 5 * MINUTE)
  expect(book.over(5 * MINUTE)).toEqual([0, MINUTE, 2 * MINUTE, 3 * MINUTE])
})

test('who does not close is waited for once, and again when it has spoken', () => {
  const book = closes(0, 'A', 'B')
  book.closed('A', 0, MINUTE)
  expect(book.over(MINUTE + PATIENCE.graceMs - 1)).toEqual([])
  expect(book.over(MINUTE + PATIENCE.graceMs)).toEqual([0])
  book.closed('A', MINUTE, 2 * MINUTE)
  expect(book.over(2 * MINUTE)).toEqual([MINUTE])
  expect(book.closed('B', 0, 2 * MINUTE + 1)).toBe('late')
  expect(book.closed('B', MINUTE, 2 * MINUTE + 2)).toBe('late')
  expect(book.closed('B', 2 * MINUTE, 3 * MINUTE)).toBe('timely')
  expect(book.over(3 * MINUTE)).toEqual([])
  book.closed('A', 2 * MINUTE, 3 * MINUTE + 1)
  expect(book.over(3 * MINUTE + 1)).toEqual([2 * MINUTE])
})

test('a symbol whose bars are being fetched is waited for longer', () => {
  const book = closes(0, 'A', 'B')
  book.closed('A', 0, MINUTE)
  const fetching = (symbol: string) => symbol === 'B'
  expect(book.over(MINUTE + PATIENCE.graceMs, fetching)).toEqual([])
  expect(book.over(MINUTE + PATIENCE.repairMs, fetching)).toEqual([0])
})

test('nothing before the first bar is over for somebody who begins', () => {
  const book = closes(null, 'A', 'B')
  expect(book.upTo).toBeNull()
  book.forms(7 * MINUTE)
  expect(book.upTo).toBe(7 * MINUTE)
  book.closed('A', 7 * MINUTE, 8 * MINUTE)
  book.closed('B', 7 * MINUTE, 8 * MINUTE)
  expect(book.over(8 * MINUTE)).toEqual([7 * MINUTE])
})

test('a symbol that is listed no more is not waited for', () => {
  const book = closes(0, 'A', 'B')
  book.closed('A', 0, MINUTE)
  book.expect(['A'])
  expect(book.over(MINUTE)).toEqual([0])
})
