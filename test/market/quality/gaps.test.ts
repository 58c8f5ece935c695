import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { CALENDAR_IDS } from '@/server/market/calendar/calendar'
import { calendars } from '@/server/market/calendar/index'
import { coverageDays } from '@/server/market/quality/coverage'
import { gapsOf } from '@/server/market/quality/gaps'
import { summarise } from '@/server/market/quality/summary'
import { quietBars, without } from './bars'

const SEED = 20261121
const DAY = 86_400_000
const { always, xnys } = calendars
const at = (text: string) => Date.parse(text)

describe('gaps', () => {
  test(`hold exactly the bars that were taken out (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CALENDAR_IDS),
        fc.constantFrom<Timeframe>('5m', '1h', '4h', '1d', '1w'),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2026, 0, 1) }),
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 299 }), { maxLength: 60 }),
        (id, timeframe, from, length, taken) => {
          const calendar = calendars[id]
          const to = from + length * timeframeMs[timeframe]
          const end = calendar.open(to, timeframe)
          const opens = [...calendar.expected(timeframe, from, end)]
          const times = Float64Array.from(opens.filter((_, i) => !taken.includes(i)))
          const gaps = gapsOf(times, calendar, timeframe, from, to)
          const lost = gaps.flatMap(gap => [...calendar.expected(timeframe, gap.from, gap.to)])
          expect(lost).toEqual(opens.filter((_, i) => taken.includes(i)))
          let before = from
          for (const gap of gaps) {
            expect(gap.from).toBeGreaterThanOrEqual(before)
            expect(gap.missing).toBe(calendar.count(timeframe, gap.from, gap.to))
            expect(gap.missing).toBeGreaterThan(0)
            expect(calendar.nextOpen(gap.from, timeframe)).toBe(gap.from)
            before = gap.to
          }
        },
      ),
      { seed: SEED, numRuns: 300 },
    )
  })

  test('a weekend parts no gap and is none', () => {
    // Friday's last two hours and Monday's first are missing.
    const opens = [...xnys.expected('1h', at('2024-06-20'), at('2024-06-26'))]
    const gone = new Set([at('2024-06-21T18:30Z'), at('2024-06-21T19:30Z'), at('2024-06-24T13:30Z')])
    const times = Float64Array.from(opens.filter(open => !gone.has(open)))
    expect(gapsOf(times, xnys, '1h', at('2024-06-20'), at('2024-06-26'))).toEqual([
      { from: at('2024-06-21T18:30Z'), to: at('2024-06-24T14:30Z'), missing: 3 },
    ])
    expect(gapsOf(Float64Array.from(opens), xnys, '1h', at('2024-06-20'), at('2024-06-26'))).toEqual([])
  })

  test('the bar that still forms is not missed', () => {
    const [from, to] = [at('2024-06-20T10:00Z'), at('2024-06-20T12:34Z')]
    expect(gapsOf(Float64Array.of(from, at('2024-06-20T11:00Z')), always, '1h', from, to)).toEqual([])
    expect(gapsOf(Float64Array.of(from), always, '1h', from, to)).toEqual([
      { from: at('2024-06-20T11:00Z'), to: at('2024-06-20T12:00Z'), missing: 1 },
    ])
  })

  test('without any bar the whole range is one', () => {
    expect(gapsOf(new Float64Array(0), xnys, '1d', at('2024-01-01'), at('2025-01-01'))).toEqual([
      { from: at('2024-01-02'), to: at('2025-01-01'), missing: 252 },
    ])
  })
})

describe('the coverage calendar', () => {
  test(`tells every day, and its sums are the calendar’s and the gaps’ (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CALENDAR_IDS),
        fc.constantFrom<Timeframe>('15m', '1h', '4h', '1d', '1w'),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2026, 0, 1) }),
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.integer({ min: 0, max: 199 }), { maxLength: 40 }),
        (id, timeframe, from, length, taken) => {
          const calendar = calendars[id]
          const to = from + length * timeframeMs[timeframe]
          const opens = [...calendar.expected(timeframe, from - 40 * DAY, to + 40 * DAY)]
          const times = Float64Array.from(opens.filter((_, i) => !taken.includes(i)))
          const days = coverageDays(times, calendar, timeframe, from, to)
          const sum = (of: 'expected' | 'present') => days.reduce((total, day) => total + day[of], 0)
          expect(days[0]?.day).toBe(Math.floor(from / DAY) * DAY)
          expect(days.every((day, i) => i === 0 || day.day === days[i - 1]!.day + DAY)).toBe(true)
          expect(sum('expected')).toBe(calendar.count(timeframe, from, calendar.open(to, timeframe)))
          const missing = gapsOf(times, calendar, timeframe, from, to).reduce((n, gap) => n + gap.missing, 0)
          expect(sum('expected') - sum('present')).toBe(missing)
        },
      ),
      { seed: SEED, numRuns: 300 },
    )
  })

  test('closed and short days expect what the session has', () => {
    const [from, to] = [at('2024-07-02'), at('2024-07-06')]
    const times = Float64Array.from(xnys.expected('1m', from, to)).filter(
      time => time < at('2024-07-05T14:00Z'),
    )
    expect(coverageDays(times, xnys, '1m', from, to).map(day => [day.expected, day.present])).toEqual([
      [390, 390],
      [210, 210],
      [0, 0],
      [390, 30],
    ])
  })

  test('bars outside the session make no day better', () => {
    const times = Float64Array.of(at('2024-07-02T10:00Z'), at('2024-07-02T13:30Z'), at('2024-07-04T13:30Z'))
    expect(coverageDays(times, xnys, '1h', at('2024-07-02'), at('2024-07-05'))).toEqual([
      { day: at('2024-07-02'), expected: 7, present: 1 },
      { day: at('2024-07-03'), expected: 4, present: 0 },
      { day: at('2024-07-04'), expected: 0, present: 0 },
    ])
  })
})

test('a summary adds it all up', () => {
  const [from, to] = [at('2024-03-01'), at('2024-04-01')]
  const whole = quietBars(always, '1h', from, to, SEED)
  const bars = without(whole, new Set([100, 101, 102, 400]))
  bars.high[300]! *= 1.5
  bars.volume[300] = 0
  expect(summarise(bars, always, '1h', from, to)).toEqual({
    bars: 740,
    expected: 744,
    missing: 4,
    gaps: 2,
    flagged: 3,
    flags: { afterGap: 2, outlier: 1, zeroVolume: 1, stale: 0, inconsistent: 0, offSession: 0 },
  })
})
