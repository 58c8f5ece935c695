import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TIMEFRAMES, timeframeMs } from '@/sandbox/ir/timeframe'
import { CALENDAR_IDS } from '@/server/market/calendar/calendar'
import { calendars } from '@/server/market/calendar/index'
import { DAY_MS, sessionCalendar } from '@/server/market/calendar/sessions'

const SEED = 20261121
const anyTimeframe = fc.constantFrom(...TIMEFRAMES)
const anyTime = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2027, 0, 1) })

describe.each(CALENDAR_IDS)('the calendar "%s"', id => {
  const calendar = calendars[id]

  test('is filed under its name', () => expect(calendar.id).toBe(id))

  test(`cuts all of time into bars without gap or overlap (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyTimeframe, anyTime, (timeframe, time) => {
        const open = calendar.open(time, timeframe)
        const end = calendar.end(open, timeframe)
        expect(open).toBeLessThanOrEqual(time)
        expect(end).toBeGreaterThan(time)
        expect(end - open).toBeLessThanOrEqual(timeframeMs[timeframe])
        expect(calendar.open(open, timeframe)).toBe(open)
        expect(calendar.open(end - 1, timeframe)).toBe(open)
        expect(calendar.open(end, timeframe)).toBe(end)
      }),
      { seed: SEED, numRuns: 1_000 },
    )
  })

  test(`puts every bar inside one bar of each slower timeframe (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyTimeframe, anyTimeframe, anyTime, (one, other, time) => {
        const [faster, slower] = timeframeMs[one] <= timeframeMs[other] ? [one, other] : [other, one]
        const open = calendar.open(time, faster)
        const end = calendar.end(open, faster)
        expect(calendar.open(end - 1, slower)).toBe(calendar.open(open, slower))
      }),
      { seed: SEED, numRuns: 1_000 },
    )
  })

  test(`expects only bars that hold trading time, all of them and in order (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyTimeframe, anyTime, fc.integer({ min: 0, max: 400 }), (timeframe, from, bars) => {
        const to = from + bars * timeframeMs[timeframe]
        const opens = [...calendar.expected(timeframe, from, to)]
        expect(calendar.count(timeframe, from, to)).toBe(opens.length)
        if (opens.length > 0) expect(opens[0]).toBe(calendar.nextOpen(from, timeframe))
        let before = from - 1
        for (const open of opens) {
          expect(open).toBeGreaterThan(before)
          expect(open).toBeLessThan(to)
          expect(calendar.open(open, timeframe)).toBe(open)
          if (timeframeMs[timeframe] < DAY_MS) expect(calendar.isOpen(open)).toBe(true)
          before = open
        }
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  test(`a range told in two parts is the whole (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        anyTimeframe,
        anyTime,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (timeframe, from, first, second) => {
          const middle = from + first * timeframeMs[timeframe]
          const to = middle + second * timeframeMs[timeframe]
          expect([
            ...calendar.expected(timeframe, from, middle),
            ...calendar.expected(timeframe, middle, to),
          ]).toEqual([...calendar.expected(timeframe, from, to)])
        },
      ),
      { seed: SEED, numRuns: 200 },
    )
  })

  test('a moment with trading lies in an expected bar of every timeframe', () => {
    fc.assert(
      fc.property(anyTimeframe, anyTime, (timeframe, time) => {
        fc.pre(calendar.isOpen(time))
        const open = calendar.open(time, timeframe)
        expect(calendar.nextOpen(open, timeframe)).toBe(open)
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  test('counts about as many bars in a year as it says', () => {
    for (const timeframe of TIMEFRAMES) {
      const count = calendar.count(timeframe, Date.UTC(2023, 0, 1), Date.UTC(2024, 0, 1))
      expect(Math.abs(count / calendar.periodsPerYear(timeframe) - 1)).toBeLessThan(0.02)
    }
  })
})

test(`round the clock is a session a day that never ends (seed ${SEED})`, () => {
  const { always } = calendars
  const sessions = sessionCalendar({
    ...always,
    on: day => ({ open: day * DAY_MS, close: (day + 1) * DAY_MS }),
    minutesADay: 1_440,
    daysAYear: 365,
  })
  fc.assert(
    fc.property(anyTimeframe, anyTime, fc.integer({ min: 0, max: 200 }), (timeframe, time, bars) => {
      const to = time + bars * timeframeMs[timeframe]
      expect(always.open(time, timeframe)).toBe(sessions.open(time, timeframe))
      expect(always.nextOpen(time, timeframe)).toBe(sessions.nextOpen(time, timeframe))
      expect(always.count(timeframe, time, to)).toBe(sessions.count(timeframe, time, to))
      expect([...always.expected(timeframe, time, to)]).toEqual([...sessions.expected(timeframe, time, to)])
      expect(always.periodsPerYear(timeframe)).toBe(sessions.periodsPerYear(timeframe))
    }),
    { seed: SEED, numRuns: 300 },
  )
})

test('weekdays begin on Monday and end with Friday', () => {
  const { weekdays } = calendars
  const opens = [...weekdays.expected('4h', Date.UTC(2024, 2, 1, 20), Date.UTC(2024, 2, 4, 1))]
  expect(opens).toEqual([Date.UTC(2024, 2, 1, 20), Date.UTC(2024, 2, 4)])
  expect(weekdays.count('1d', Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1))).toBe(262)
})
