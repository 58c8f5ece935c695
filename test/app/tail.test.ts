import { expect, test } from 'vitest'
import { endedWith, grownBy, grownEnd, type LiveRow, shiftOf } from '@/app/_charts/tail'
import { feedDetails, feedWords, type VenueFeed } from '@/app/_frame/feedWords'

const MINUTE = 60_000
const row = (minute: number, close: number, closed: 0 | 1): LiveRow => [
  'A',
  minute * MINUTE,
  1,
  9,
  0,
  close,
  5,
  closed,
]
const candle = (minute: number, close: number) => ({
  time: minute * MINUTE,
  open: 1,
  high: 9,
  low: 0,
  close,
  volume: 5,
})

test('the last bar grows, closes, and the next one follows it', () => {
  const grown = grownBy(grownBy([], [row(3, 2, 0)]), [row(3, 4, 1), row(4, 5, 0)])
  expect(grown).toEqual([candle(3, 4), candle(4, 5)])
})

test('a bar that did not change stays the same object', () => {
  const before = grownBy([], [row(3, 2, 1), row(4, 5, 0)])
  const after = grownBy(before, [row(4, 6, 0)])
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
})

test('a correction takes the place of the bar it corrects', () => {
  const tail = grownBy([], [row(3, 2, 1), row(5, 4, 0)])
  expect(grownBy(tail, [row(3, 8, 1)]).map(({ close }) => close)).toEqual([8, 4])
  expect(grownBy(tail, [row(4, 8, 1)]).map(({ close }) => close)).toEqual([2, 8, 4])
})

test('a history ends with what was heard since, once', () => {
  const history = [candle(1, 1), candle(2, 2), candle(3, 3)]
  const { candles, isWhole } = endedWith(history, [candle(3, 4), candle(4, 5)], '1m')
  expect(candles.map(({ close }) => close)).toEqual([1, 2, 4, 5])
  expect(isWhole).toBe(true)
})

test('bars missing between history and news are noticed', () => {
  expect(endedWith([candle(1, 1)], [candle(2, 2)], '1m').isWhole).toBe(true)
  expect(endedWith([candle(1, 1)], [candle(3, 3)], '1m').isWhole).toBe(false)
  expect(endedWith([], [candle(3, 3)], '1m').candles).toHaveLength(1)
})

const feed = (changes: Partial<VenueFeed>): VenueFeed => ({
  venue: 'binance',
  state: 'flowing',
  ageMs: 1_200,
  delayMs: 40,
  carriedMs: 3,
  leader: 'worker-7',
  eventsPerSecond: 412.3,
  reconnects: 0,
  trouble: null,
  troubleAgoMs: null,
  speed: 1,
  now: 0,
  lastMinute: 0,
  ...changes,
})

test.each([
  [1_200, 0, 'good', '1.2 s old'],
  [1_200, 3_000, 'good', '4.2 s old'],
  [1_200, 6_000, 'warn', '7.2 s old'],
  [1_200, 14_000, 'bad', '15 s old'],
  [400_000, 0, 'bad', '7 min old'],
] as const)('a price of %i ms, heard of %i ms ago, is %s: %s', (ageMs, since, tone, text) => {
  expect(feedWords(feed({ ageMs }), since)).toMatchObject({ tone, text, isStale: tone === 'bad' })
})

test('a feed that never told anything says so', () => {
  expect(feedWords(feed({ ageMs: null }), 0)).toMatchObject({ tone: 'warn', text: 'no prices yet' })
})

test('behind the age stands who leads, how much comes, and what went wrong', () => {
  expect(
    feedDetails(feed({ reconnects: 2, trouble: 'The connection was lost.', troubleAgoMs: 90_000 })),
  ).toEqual([
    'Led by worker-7, 412 events a second.',
    'On its way 40 ms to the leader, 3 ms to here.',
    'Reconnected 2 times.',
    'Last trouble, 90 s ago: The connection was lost.',
  ])
})

test('a view stays on its bars when others come before or behind them, and at the newest if it was there', () => {
  const bars = Array.from({ length: 10 }, (_, minute) => candle(minute, 1))
  const middle = bars.slice(3, 7)
  expect(shiftOf(middle, bars.slice(0, 7), 1)).toBe(3)
  expect(shiftOf(middle, bars.slice(0, 7), 4.5)).toBe(3)
  expect(shiftOf(middle, bars.slice(3), 2)).toBe(0)
  expect(shiftOf(middle, bars.slice(3), 3.5)).toBe(3)
  expect(shiftOf(middle, bars, 3.5)).toBe(6)
  expect(shiftOf(middle, bars.slice(7), 3.5)).toBeNull()
  expect(shiftOf([], bars, 0)).toBeNull()
})

const [one, two, three, four] = [candle(1, 1), candle(2, 2), candle(3, 3), candle(4, 4)] as const

test('a last bar that moves, and bars behind it, are all that is drawn', () => {
  const moved = candle(3, 7)
  expect(grownEnd([one, two, three], [one, two, moved])).toEqual([moved])
  expect(grownEnd([one, two, three], [one, two, moved, four])).toEqual([moved, four])
})

test('a bar that was missing in between is no growth: the chart could not take it behind a newer one', () => {
  expect(grownEnd([one, two, four], [one, two, three, four])).toBe(null)
  expect(grownEnd([one, two, four], [one, two, three])).toBe(null)
})

test('a corrected bar, older bars in front and fewer bars are drawn anew', () => {
  expect(grownEnd([one, two, three], [one, candle(2, 8), three, four])).toBe(null)
  expect(grownEnd([two, three], [one, two, three])).toBe(null)
  expect(grownEnd([one, two, three], [one, two])).toBe(null)
  expect(grownEnd([], [one])).toBe(null)
})

test('whatever comes, what is handed on never begins before the last known bar', () => {
  const hours = [one, two, three, four]
  for (let was = 1; was < 16; was++)
    for (let is = 1; is < 16; is++) {
      const [before, after] = [was, is].map(set => hours.filter((_, at) => (set >> at) & 1))
      const grown = grownEnd(before!, after!)
      if (grown) expect(grown[0]!.time).toBeGreaterThanOrEqual(before!.at(-1)!.time)
    }
})
