import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TIMEFRAMES, timeframeMs } from '@/sandbox/ir/timeframe'
import { utcAlignment } from '@/server/market/aggregate/alignment'
import { aggregateColumns } from '@/server/market/aggregate/columns'
import { lotsOf, quantityOf } from '@/server/market/aggregate/lots'
import { reaggregate, touchedBars } from '@/server/market/aggregate/reaggregate'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { rowsOf } from '@/server/market/store/columns'
import { DAY, MINUTE, minuteBars, SEED, START } from './arbitrary'
import { officeHours } from './sessions'

const LOT = 0.001
const slower = TIMEFRAMES.slice(1)
const HOUR = 60 * MINUTE

describe('columns of slower bars', () => {
  test(`step by step or at one go, slower bars are the same to the last bit (seed ${SEED})`, () => {
    fc.assert(
      fc.property(minuteBars(300, LOT), minutes => {
        let steps = minutes
        for (const timeframe of slower) {
          steps = aggregateColumns(steps, timeframe, utcAlignment, { lot: LOT })
          expect(steps).toEqual(aggregateColumns(minutes, timeframe, utcAlignment, { lot: LOT }))
        }
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test(`a range gives the slower bars that open in it, whole (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        minuteBars(200, LOT),
        fc.constantFrom(...slower),
        fc.nat({ max: 3000 }),
        fc.nat({ max: 3000 }),
        (minutes, timeframe, first, more) => {
          const from = START + first * MINUTE
          const to = from + more * MINUTE
          const all = aggregateColumns(minutes, timeframe, utcAlignment, { lot: LOT })
          const kept = [...all.time.keys()].filter(row => all.time[row]! >= from && all.time[row]! < to)
          const range = aggregateColumns(minutes, timeframe, utcAlignment, { lot: LOT, range: { from, to } })
          expect(range).toEqual(rowsOf(all, kept[0] ?? 0, (kept.at(-1) ?? -1) + 1))
        },
      ),
      { seed: SEED, numRuns: 100 },
    )
  })

  test('the simulated venue makes the same slower bars of its minutes', async () => {
    const now = START + 3 * DAY
    const venue = simulatedProvider(() => now)
    const [instrument] = await venue.instruments()
    const { symbol, lot } = instrument!
    const to = utcAlignment.open(now, '1d')
    const minutes = await venue.barsBefore(symbol, '1m', to, 2 * 1440)
    for (const timeframe of ['5m', '15m', '30m', '1h', '4h', '1d'] as const) {
      const told = await venue.barsBefore(symbol, timeframe, to, (2 * DAY) / timeframeMs[timeframe])
      expect(aggregateColumns(minutes, timeframe, utcAlignment, { lot })).toEqual(told)
    }
  })

  test('a session of six and a half hours has seven bars of an hour, the last one half as long', () => {
    const day = Date.UTC(2026, 10, 23)
    const time = Float64Array.from({ length: 390 }, (_, row) => day + 9.5 * HOUR + row * MINUTE)
    const ones = new Float64Array(390).fill(1)
    const minutes = { time, open: ones, high: ones, low: ones, close: ones, volume: ones }
    const hours = aggregateColumns(minutes, '1h', officeHours, { lot: 1 })
    expect([...hours.time].map(open => (open - day) / HOUR)).toEqual([
      9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5,
    ])
    expect([...hours.volume]).toEqual([60, 60, 60, 60, 60, 60, 30])
    expect([...aggregateColumns(hours, '1d', officeHours, { lot: 1 }).volume]).toEqual([390])
  })

  test('quantities are what the venue would print, however many are summed', () => {
    let lots = 0
    for (let i = 0; i < 100_000; i++) lots += lotsOf(0.1, 0.001)
    expect(quantityOf(lots, 0.001)).toBe(10_000)
    expect(quantityOf(lotsOf(0.3, 0.1), 0.1)).toBe(0.3)
    expect(quantityOf(lotsOf(1234.56789, 0.00000001), 0.00000001)).toBe(1234.56789)
    expect(quantityOf(lotsOf(300, 100), 100)).toBe(300)
    expect(() => lotsOf(NaN, 1)).toThrow('no number of lots')
    expect(() => lotsOf(-1, 1)).toThrow('no number of lots')
  })
})

describe('reaggregation', () => {
  test(`gives exactly the bars that hold a touched minute, as a batch makes them (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        minuteBars(200, LOT),
        fc.array(fc.nat({ max: 2000 }), { minLength: 1, maxLength: 5 }),
        (minutes, picks) => {
          const times = picks.map(pick => minutes.time[pick % minutes.time.length]!)
          const touched = touchedBars(times, slower, utcAlignment)
          for (const timeframe of slower) {
            const opens = new Set(times.map(time => utcAlignment.open(time, timeframe)))
            const made = reaggregate(minutes, touched, timeframe, utcAlignment, LOT)
            expect(new Set(made.time)).toEqual(opens)
            const all = aggregateColumns(minutes, timeframe, utcAlignment, { lot: LOT })
            for (const [row, time] of made.time.entries()) {
              const same = all.time.indexOf(time)
              expect(rowsOf(made, row, row + 1)).toEqual(rowsOf(all, same, same + 1))
            }
          }
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  test('a bar whose minutes are all gone is absent', () => {
    const none = new Float64Array(0)
    const minutes = { time: none, open: none, high: none, low: none, close: none, volume: none }
    const touched = touchedBars([START], ['5m'], utcAlignment)
    expect(touched).toEqual([{ timeframe: '5m', from: START, to: START + 5 * MINUTE }])
    expect(reaggregate(minutes, touched, '5m', utcAlignment, 1).time).toHaveLength(0)
  })
})
