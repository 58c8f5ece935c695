import { describe, expect, test } from 'vitest'
import { barsOf, closesOf, type Ohlc, runEntry } from './runEntry'

const N = Number.NaN
const HOUR = 3_600_000
const list = (column: Float64Array | undefined) => [...column!]
/** Bars whose high and low are one above and below the close. */
const around = (closes: readonly number[]): Ohlc[] => closes.map(c => [c, c + 1, c - 1, c])

describe('pivots', () => {
  test('a high counts on the bar that confirms it, and a flat top once', () => {
    const bars = barsOf(around([1, 2, 5, 3, 2, 4, 4, 1, 1]))
    expect(list(runEntry('pivothigh', bars, { left: 2, right: 2 }).value)).toEqual([
      N,
      N,
      N,
      N,
      6,
      N,
      N,
      5,
      N,
    ])
  })

  test('a low mirrors a high', () => {
    const bars = barsOf(around([9, 8, 5, 7, 8, 6, 6, 9, 9]))
    expect(list(runEntry('pivotlow', bars, { left: 2, right: 2 }).value)).toEqual([N, N, N, N, 4, N, N, 5, N])
  })

  test('swings hold the last pivot and count from the turn itself', () => {
    const bars = barsOf(around([1, 2, 5, 3, 2, 1, 3, 4, 4]))
    const run = runEntry('swings', bars, { left: 2, right: 2 })
    expect(list(run.high)).toEqual([N, N, N, N, 6, 6, 6, 6, 6])
    expect(list(run.highAge)).toEqual([N, N, N, N, 2, 3, 4, 5, 6])
    expect(list(run.low).slice(7)).toEqual([0, 0])
    expect(list(run.highLast).slice(7)).toEqual([0, 0])
  })
})

describe('divergence', () => {
  test('a lower low of price on a higher low of the oscillator is bullish', () => {
    const closes = [10, 9, 8, 7, 8, 9, 8, 7, 8, 9, 9, 9]
    const lows = [9, 8, 7, 6, 7, 8, 7, 5, 7, 8, 8, 8]
    const bars = barsOf(closes.map((c, i): Ohlc => [c, c + 1, lows[i]!, c]))
    // the closes stand in for an oscillator: 7 at both lows, so the second is lifted
    const lifted = { ...bars, close: bars.close.map((c, i) => (i === 7 ? 7.5 : c)) }
    const run = runEntry('divergence', lifted, { left: 2, right: 2, minBars: 2, maxBars: 20 }, b => [
      b.source('close'),
    ])
    expect(list(run.bullish).indexOf(1)).toBe(9)
    expect(list(run.bearish).includes(1)).toBe(false)
  })
})

describe('periods', () => {
  /** Two days and a half of eight-hour bars. */
  const days: readonly Ohlc[] = [
    [10, 12, 9, 11],
    [11, 15, 10, 14],
    [14, 14, 8, 9],
    [9, 11, 7, 10],
    [10, 13, 10, 12],
    [12, 12, 11, 11],
    [11, 12, 11, 12],
  ]
  const bars = barsOf(days, 8 * HOUR)

  test('the prior day is known from the first bar of the next one', () => {
    const run = runEntry('priorperiod', bars, { period: 'day' })
    expect(list(run.open)).toEqual([N, N, N, 10, 10, 10, 9])
    expect(list(run.high)).toEqual([N, N, N, 15, 15, 15, 13])
    expect(list(run.low)).toEqual([N, N, N, 8, 8, 8, 7])
    expect(list(run.close)).toEqual([N, N, N, 9, 9, 9, 11])
  })

  test('the present day grows bar by bar', () => {
    const run = runEntry('thisperiod', bars, { period: 'day' })
    expect(list(run.high)).toEqual([12, 15, 15, 11, 13, 13, 12])
    expect(list(run.low)).toEqual([9, 9, 8, 7, 7, 7, 11])
    expect(list(run.open)).toEqual([10, 10, 10, 9, 9, 9, 11])
  })

  test('pivot points follow their textbook sums', () => {
    const at = (kind: string) => {
      const run = runEntry('pivotpoints', bars, { kind, period: 'day' })
      return Object.fromEntries(Object.entries(run).map(([name, column]) => [name, column[3]]))
    }
    // yesterday: high 15, low 8, close 9; today opens at 9
    const p = 32 / 3
    expect(at('classic')).toMatchObject({ p, r1: 2 * p - 8, s1: 2 * p - 15, r2: p + 7, s2: p - 7 })
    expect(at('woodie').p).toBe((15 + 8 + 2 * 9) / 4)
    expect(at('camarilla').r3).toBeCloseTo(9 + (7 * 1.1) / 4, 12)
    expect(at('fibonacci').s2).toBeCloseTo(p - 7 * 0.618, 12)
  })

  test('VWAP begins anew each day', () => {
    const run = runEntry('vwap', { ...bars, volume: Float64Array.of(1, 3, 1, 2, 2, 1, 5) }, { anchor: 'day' })
    const typical = (i: number) => (days[i]![1] + days[i]![2] + days[i]![3]) / 3
    expect(run.value![1]).toBeCloseTo((typical(0) + 3 * typical(1)) / 4, 12)
    expect(run.value![3]).toBeCloseTo(typical(3), 12)
  })

  test('the opening range shows once it is complete, and not before', () => {
    const hours = barsOf(
      Array.from({ length: 30 }, (_, i): Ohlc => [10, 11 + (i % 24 < 2 ? i % 24 : 5), 9 - (i % 24), 10]),
      HOUR,
    )
    const run = runEntry('openingrange', hours, { start: 0, minutes: 120 })
    expect(list(run.high).slice(0, 4)).toEqual([N, N, 12, 12])
    expect(list(run.low).slice(0, 4)).toEqual([N, N, 8, 8])
    expect(list(run.high).slice(23, 28)).toEqual([12, N, N, 12, 12])
  })

  test('the wall clock of a zone knows its summer time', () => {
    const at = (iso: string, zone: string, part: string) =>
      runEntry('clock', { ...closesOf([1]), time: Float64Array.of(Date.parse(iso)) }, { part, zone })
        .value![0]
    expect(at('2024-03-10T06:59:00Z', 'New York', 'hour')).toBe(1)
    expect(at('2024-03-10T07:00:00Z', 'New York', 'hour')).toBe(3)
    expect(at('2024-11-03T05:59:00Z', 'New York', 'hour')).toBe(1)
    expect(at('2024-11-03T06:00:00Z', 'New York', 'hour')).toBe(1)
    expect(at('2024-11-03T07:00:00Z', 'New York', 'hour')).toBe(2)
    expect(at('2005-04-03T07:00:00Z', 'New York', 'hour')).toBe(3)
    expect(at('2024-03-31T00:59:00Z', 'London', 'hour')).toBe(0)
    expect(at('2024-03-31T01:00:00Z', 'London', 'hour')).toBe(2)
    expect(at('2024-10-27T01:00:00Z', 'Frankfurt', 'hour')).toBe(2)
    expect(at('2024-01-01T18:45:00Z', 'Mumbai', 'minute')).toBe(15)
    expect(at('2024-01-01T18:45:00Z', 'Tokyo', 'weekday')).toBe(2)
    expect(at('2023-12-31T18:45:00Z', 'Hong Kong', 'year')).toBe(2024)
  })

  test.each(['New York', 'Chicago', 'London', 'Frankfurt', 'Mumbai', 'Hong Kong', 'Tokyo'])(
    'every hour of three decades reads in %s as the platform’s own calendar has it',
    zone => {
      const names: Record<string, string> = {
        'New York': 'America/New_York',
        Chicago: 'America/Chicago',
        London: 'Europe/London',
        Frankfurt: 'Europe/Berlin',
        Mumbai: 'Asia/Kolkata',
        'Hong Kong': 'Asia/Hong_Kong',
        Tokyo: 'Asia/Tokyo',
      }
      const format = new Intl.DateTimeFormat('en-GB', {
        timeZone: names[zone]!,
        hour: 'numeric',
        hourCycle: 'h23',
      })
      // a step that meets every hour of the day and every week of the year
      const time = Float64Array.from({ length: 6000 }, (_, i) => Date.UTC(1997, 0, 1) + i * 43 * HOUR)
      const run = runEntry('clock', { ...closesOf([...time]), time }, { part: 'hour', zone })
      const wrong = list(run.value).flatMap((hour, i) =>
        hour === Number(format.format(time[i]!)) ? [] : [new Date(time[i]!).toISOString()],
      )
      expect(wrong).toEqual([])
    },
  )

  test('a session is a stretch of the zone’s day', () => {
    const hours = barsOf(around(Array.from({ length: 48 }, () => 5)), HOUR)
    const run = runEntry('session', hours, { start: 570, minutes: 390, zone: 'New York', days: 'weekdays' })
    // half past nine in New York is 14:30 UTC in winter: the bars that open at 15:00 … 20:00
    expect(list(run.value).flatMap((v, i) => (v === 1 ? [i] : []))).toEqual([
      15, 16, 17, 18, 19, 20, 39, 40, 41, 42, 43, 44,
    ])
  })

  test('weeks begin on Monday', () => {
    // 2024-01-01 was a Monday
    const daily = barsOf(around([1, 2, 3, 4, 5, 6, 7, 8, 9]), 24 * HOUR)
    expect(list(runEntry('newperiod', daily, { period: 'week' }).value)).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0])
  })
})

describe('gaps and breaks', () => {
  test('a fair value gap is three bars whose outer two do not meet', () => {
    const bars = barsOf([
      [1, 2, 1, 2],
      [2, 5, 2, 5],
      [5, 6, 3, 6],
      [6, 6, 5, 5],
    ])
    const run = runEntry('fairvaluegap', bars)
    expect(list(run.up)).toEqual([N, N, 1, 0])
    expect([run.top![3], run.bottom![3]]).toEqual([3, 2])
  })

  test('a swing is broken once, and the first break against the trend is a change of character', () => {
    const closes = [1, 2, 5, 3, 2, 4, 7, 8, 6, 5, 3, 1, 0, 0]
    const run = runEntry('marketstructure', barsOf(around(closes)), { left: 2, right: 2 })
    // the high of 6 is passed at 7; the low of 1 at bar 4 is confirmed at bar 6 and passed at the close of 0
    expect(list(run.bosUp).flatMap((v, i) => (v === 1 ? [i] : []))).toEqual([6])
    expect(list(run.chochDown).flatMap((v, i) => (v === 1 ? [i] : []))).toEqual([12])
    expect(run.trend!.at(-1)).toBe(-1)
  })

  test('zigzag confirms an extreme when price has turned far enough', () => {
    const bars = barsOf([100, 110, 120, 112, 105, 100, 111, 125].map((c): Ohlc => [c, c, c, c]))
    const run = runEntry('zigzag', bars, { deviation: 10 })
    expect(list(run.pivot)).toEqual([N, 100, 100, 100, 120, 120, 100, 100])
    expect(list(run.running)).toEqual([N, 110, 120, 120, 105, 100, 111, 125])
    expect(list(run.direction)).toEqual([N, 1, 1, 1, -1, -1, 1, 1])
  })

  test('streaks count rises and falls and end on an equal value', () => {
    const run = runEntry('runs', closesOf([1, 2, 3, 3, 2, 1, 2]))
    expect(list(run.up)).toEqual([N, 1, 2, 0, 0, 0, 1])
    expect(list(run.down)).toEqual([N, 0, 0, 0, 1, 2, 0])
  })
})

describe('volume by price', () => {
  test('the heaviest row is the point of control and the value area grows around it', () => {
    // four rows of 1 from 10 to 14, weighing 1, 5, 3 and 1
    const bars = barsOf([
      [10, 11, 10, 11],
      [11, 12, 11, 12],
      [12, 13, 12, 13],
      [13, 14, 13, 14],
    ])
    const run = runEntry(
      'volumeprofile',
      { ...bars, volume: Float64Array.of(1, 5, 3, 1) },
      { length: 4, rows: 4, valueArea: 70 },
    )
    expect(run.poc![3]).toBe(11.5)
    expect([run.val![3], run.vah![3]]).toEqual([11, 13])
  })

  test('nodes are found on either side of the close', () => {
    const rows = [9, 1, 1, 2, 1, 8]
    const bars = barsOf(rows.map((_, i): Ohlc => [10 + i, 11 + i, 10 + i, i === 5 ? 12.5 : 10 + i]))
    const run = runEntry(
      'volumenodes',
      { ...bars, volume: Float64Array.from(rows) },
      { length: 6, rows: 6, strength: 50 },
    )
    expect([run.below![5], run.above![5]]).toEqual([10.5, 15.5])
  })
})
