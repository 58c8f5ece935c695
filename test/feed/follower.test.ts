import { expect, test } from 'vitest'
import { Follower } from '@/server/feed/follower'
import { toldBar } from '@/server/feed/liveRow'

const bar = (symbol: string, minute: number, close: number, closed: 0 | 1 = 0) =>
  toldBar([symbol, minute * 60_000, 1, 9, 1, close, 5, closed])

function open() {
  let stirs = 0
  const follower = new Follower({
    symbols: ['A', 'B'],
    stirred: () => stirs++,
    forming: symbol => bar(symbol, 0, 1).row,
    ready: async () => {},
    closed: () => {},
  })
  return { follower, stirs: () => stirs }
}
const closes = (follower: Follower) => {
  const { bars, ...rest } = follower.take()
  return { ...rest, bars: bars.map(({ row }) => `${row[0]} ${row[1] / 60_000} ${row[5]} ${row[7]}`) }
}

test('what comes together is told together, and nobody missed anything', () => {
  const { follower, stirs } = open()
  follower.put(bar('A', 1, 2))
  follower.put(bar('A', 1, 3, 1))
  follower.put(bar('A', 2, 4))
  follower.put(bar('A', 2, 5))
  follower.put(bar('B', 1, 6))
  expect(stirs()).toBe(2)
  follower.wake()
  expect(closes(follower)).toEqual({ bars: ['A 1 3 1', 'A 2 5 0', 'B 1 6 0'], missed: 0, resync: [] })
})

test('a reader that is behind gets the newest, and how many took its place', () => {
  const { follower } = open()
  follower.put(bar('A', 1, 1))
  follower.wake()
  for (let close = 2; close <= 9; close++) follower.put(bar('A', 1, close))
  expect(closes(follower)).toEqual({ bars: ['A 1 9 0'], missed: 8, resync: [] })
  follower.put(bar('A', 1, 10))
  expect(closes(follower)).toEqual({ bars: ['A 1 10 0'], missed: 0, resync: [] })
})

test('bars that closed are kept for a reader that is a little behind, and read anew by one that is far behind', () => {
  const { follower } = open()
  for (let minute = 1; minute <= 4; minute++) follower.put(bar('A', minute, minute, 1))
  expect(closes(follower)).toMatchObject({ bars: ['A 1 1 1', 'A 2 2 1', 'A 3 3 1', 'A 4 4 1'], resync: [] })
  for (let minute = 1; minute <= 7; minute++) follower.put(bar('A', minute, minute, 1))
  expect(closes(follower)).toMatchObject({
    bars: ['A 4 4 1', 'A 5 5 1', 'A 6 6 1', 'A 7 7 1'],
    missed: 3,
    resync: ['A'],
  })
})

test('a closed follower says so to whoever waits', async () => {
  const { follower } = open()
  const changed = follower.changed()
  follower.close()
  expect(await changed).toBe(false)
  expect(await follower.changed()).toBe(false)
})
