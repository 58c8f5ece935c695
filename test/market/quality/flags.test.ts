import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { calendars } from '@/server/market/calendar/index'
import { FLAGS, type Flag, flagBars, QUALITY_LIMITS } from '@/server/market/quality/flags'
import { RollingMedian } from '@/server/market/quality/rollingMedian'
import { countFlags } from '@/server/market/quality/summary'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { quietBars, without } from './bars'

const SEED = 20261121
const { always, xnys } = calendars
const FROM = Date.UTC(2024, 0, 2)
const hours = (seed = SEED) => quietBars(always, '1h', FROM, FROM + 300 * 3_600_000, seed)
const rowsWith = (flags: Uint8Array, flag: Flag) =>
  [...flags.keys()].filter(i => (flags[i]! & FLAGS[flag]) !== 0)
/** Every flag that was raised, by row. */
const raised = (flags: Uint8Array) =>
  [...flags.keys()]
    .filter(i => flags[i] !== 0)
    .map(i => [i, (Object.keys(FLAGS) as Flag[]).filter(flag => (flags[i]! & FLAGS[flag]) !== 0).join()])

test('quiet bars have no flags, over nights and holidays as round the clock', () => {
  expect(raised(flagBars(hours(), always, '1h'))).toEqual([])
  for (const timeframe of ['1m', '15m', '4h', '1d', '1w'] as const) {
    const days = timeframe === '1m' ? 10 : 700
    const bars = quietBars(xnys, timeframe, FROM, FROM + days * 86_400_000, SEED)
    expect(raised(flagBars(bars, xnys, timeframe))).toEqual([])
  }
})

describe('a bar after a gap', () => {
  test(`is flagged wherever bars were taken out, and no other (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Timeframe>('5m', '1h', '1d'),
        fc.constantFrom(always, xnys),
        fc.uniqueArray(fc.integer({ min: 1, max: 198 }), { maxLength: 30 }),
        (timeframe, calendar, taken) => {
          const whole = quietBars(calendar, timeframe, FROM, FROM + 400 * 86_400_000, SEED)
          const bars = without(
            whole,
            new Set(
              [...taken, ...Array(whole.time.length).keys()].filter(i => taken.includes(i) || i >= 200),
            ),
          )
          const kept = [...Array(200).keys()].filter(i => !taken.includes(i))
          const expected = kept.flatMap((row, i) => (i > 0 && kept[i - 1] !== row - 1 ? [i] : []))
          expect(rowsWith(flagBars(bars, calendar, timeframe), 'afterGap')).toEqual(expected)
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('days named by another hour than midnight still lie end to end', () => {
    const bars = quietBars(xnys, '1d', FROM, FROM + 100 * 86_400_000, SEED)
    const late = { ...bars, time: bars.time.map(time => time + 5 * 3_600_000) }
    expect(raised(flagBars(late, xnys, '1d'))).toEqual([])
  })

  test('a market round the clock misses its weekends', () => {
    const bars = quietBars(calendars.weekdays, '1d', Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 16), SEED)
    expect(rowsWith(flagBars(bars, calendars.weekdays, '1d'), 'afterGap')).toEqual([])
    expect(rowsWith(flagBars(bars, always, '1d'), 'afterGap')).toEqual([5, 10])
  })
})

describe('an outlier', () => {
  const planted = (row: number, change: (bars: BarColumns, row: number) => void, seed: number) => {
    const bars = hours(seed)
    change(bars, row)
    return flagBars(bars, always, '1h')
  }
  const anyRow = fc.integer({ min: QUALITY_LIMITS.fewest + 1, max: 298 })

  test(`is a close far from its neighbours, and not the bar that comes back (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyRow, fc.constantFrom(0.1, 0.9, 1.1, 10), fc.integer(), (row, factor, seed) => {
        const flags = planted(
          row,
          (bars, i) => {
            bars.close[i]! *= factor
            bars.high[i] = Math.max(bars.high[i]!, bars.close[i]!)
            bars.low[i] = Math.min(bars.low[i]!, bars.close[i]!)
          },
          seed,
        )
        expect(raised(flags)).toEqual([[row, 'outlier']])
      }),
      { seed: SEED, numRuns: 100 },
    )
  })

  test(`is a high or low that nothing around it confirms (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyRow, fc.boolean(), fc.integer(), (row, up, seed) => {
        const flags = planted(
          row,
          (bars, i) => {
            if (up) bars.high[i]! *= 1.08
            else bars.low[i]! /= 1.08
          },
          seed,
        )
        expect(raised(flags)).toEqual([[row, 'outlier']])
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('a new level is doubtful once: the bars that stay there make it the price', () => {
    const bars = hours()
    for (let i = 150; i < 300; i++)
      for (const column of [bars.open, bars.high, bars.low, bars.close]) column[i]! /= 2
    expect(raised(flagBars(bars, always, '1h'))).toEqual([[150, 'outlier']])
  })

  test('a hundred wild bars do not hide behind each other', () => {
    const bars = hours()
    const wild = [...Array(40).keys()].map(i => 100 + 5 * i)
    for (const i of wild) bars.high[i]! *= 1.2
    expect(rowsWith(flagBars(bars, always, '1h'), 'outlier')).toEqual(wild)
  })

  test('a restless market is measured by its own restlessness', () => {
    const bars = hours()
    // Steps of up to 2 % where 0.1 % was usual are wild for a while, and then how it is.
    let price = bars.close[99]!
    for (let i = 100; i < 300; i++) {
      bars.open[i] = price
      price *= i % 2 === 0 ? 1.02 : 1 / 1.02
      bars.close[i] = price
      bars.high[i] = Math.max(bars.open[i]!, price)
      bars.low[i] = Math.min(bars.open[i]!, price)
    }
    expect(rowsWith(flagBars(bars, always, '1h'), 'outlier').filter(i => i >= 160)).toEqual([])
  })

  test('a price that never moved may still make a small step', () => {
    const bars = hours()
    for (const column of [bars.open, bars.high, bars.low, bars.close]) column.fill(100)
    bars.close[200] = bars.high[200] = 100.1
    expect(raised(flagBars(bars, always, '1h'))).toEqual([])
  })
})

describe('volume', () => {
  test('of zero is flagged in a series that has any', () => {
    const bars = hours()
    bars.volume[7] = 0
    expect(raised(flagBars(bars, always, '1h'))).toEqual([[7, 'zeroVolume']])
    bars.volume.fill(0)
    expect(raised(flagBars(bars, always, '1h'))).toEqual([])
  })

  test('and price that stand still for five bars are stale, all five of them', () => {
    const still = (rows: number) => {
      const bars = hours()
      for (let i = 50; i < 50 + rows; i++) {
        for (const column of [bars.open, bars.high, bars.low, bars.close]) column[i] = bars.close[49]!
        bars.volume[i] = 0
      }
      return rowsWith(flagBars(bars, always, '1h'), 'stale')
    }
    expect(still(4)).toEqual([])
    expect(still(5)).toEqual([50, 51, 52, 53, 54])
    expect(still(8)).toEqual([50, 51, 52, 53, 54, 55, 56, 57])
  })

  test('that trades at one price is a quiet market, not a stale one', () => {
    const bars = hours()
    for (const column of [bars.open, bars.high, bars.low, bars.close]) column.fill(100)
    expect(raised(flagBars(bars, always, '1h'))).toEqual([])
  })
})

test.each([
  ['high below the close', (bars: BarColumns) => (bars.high[9] = bars.close[9]! - 1)],
  ['low above the open', (bars: BarColumns) => (bars.low[9] = bars.open[9]! + 1)],
  ['a missing close', (bars: BarColumns) => (bars.close[9] = Number.NaN)],
  ['a price of zero', (bars: BarColumns) => (bars.low[9] = 0)],
  ['an endless high', (bars: BarColumns) => (bars.high[9] = Number.POSITIVE_INFINITY)],
  ['a volume below zero', (bars: BarColumns) => (bars.volume[9] = -1)],
])('%s contradicts the bar', (_, spoil) => {
  const bars = hours()
  spoil(bars)
  expect(raised(flagBars(bars, always, '1h'))).toEqual([[9, 'inconsistent']])
})

test('a time that comes twice contradicts the bar before', () => {
  const bars = hours()
  bars.time[9] = bars.time[8]!
  expect(rowsWith(flagBars(bars, always, '1h'), 'inconsistent')).toEqual([9])
})

test('trading on a holiday and at night is off session', () => {
  const days = quietBars(calendars.weekdays, '1d', Date.UTC(2024, 6, 1), Date.UTC(2024, 6, 9), SEED)
  // Independence Day was a Thursday
  expect(raised(flagBars(days, xnys, '1d'))).toEqual([[3, 'offSession']])
  const night = quietBars(always, '1h', Date.UTC(2024, 6, 2, 12, 30), Date.UTC(2024, 6, 2, 15), SEED)
  expect(
    rowsWith(
      flagBars({ ...night, time: night.time.map(time => time - 30 * 60_000) }, xnys, '1h'),
      'offSession',
    ),
  ).toEqual([0])
})

test('the simulated market is clean: nothing impossible, and hardly an outlier', async () => {
  const provider = simulatedProvider(() => Date.UTC(2026, 10, 20))
  for (const timeframe of ['1m', '1h', '1d'] as const) {
    const bars = await provider.barsBefore('QUARKUSD', timeframe, provider.now(), 3_000)
    const { outlier, zeroVolume, ...others } = countFlags(flagBars(bars, always, timeframe))
    expect(outlier / bars.time.length).toBeLessThan(0.005)
    expect(zeroVolume).toBe(0)
    expect(others).toEqual({ afterGap: 0, stale: 0, inconsistent: 0, offSession: 0 })
  }
})

test(`the rolling median is the median of the last values (seed ${SEED})`, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }),
      (size, values) => {
        const rolling = new RollingMedian(size)
        for (let i = 0; i < values.length; i++) {
          rolling.push(values[i]!)
          const last = values.slice(Math.max(0, i + 1 - size), i + 1).sort((a, b) => a - b)
          const half = last.length >> 1
          expect(rolling.median).toBe(last.length % 2 ? last[half] : (last[half - 1]! + last[half]!) / 2)
        }
      },
    ),
    { seed: SEED, numRuns: 200 },
  )
})
