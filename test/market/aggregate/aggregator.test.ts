import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import { Aggregator, type AggregatorOptions } from '@/server/market/aggregate/aggregator'
import { utcAlignment } from '@/server/market/aggregate/alignment'
import { calendars } from '@/server/market/calendar/index'
import { DAY, disordered, MINUTE, SEED, START, trades } from './arbitrary'
import { officeHours } from './sessions'
import { barsOfTrades, Listener, nameOf, type Trade } from './told'

const HOUR = 60 * MINUTE
const ALIGNMENTS = { UTC: utcAlignment, 'office hours': officeHours, xnys: calendars.xnys }

function world(options: Partial<AggregatorOptions> = {}) {
  const listener = new Listener()
  const aggregator = new Aggregator({
    symbols: 2,
    alignment: utcAlignment,
    subscriber: listener,
    graceMs: 2 * DAY,
    ...options,
  })
  const take = ({ symbol, time, price, units, id }: Trade) => aggregator.tick(symbol, time, price, units, id)
  return { listener, aggregator, take }
}

const columnsOf = (rows: readonly Trade[]) => ({
  symbol: Int32Array.from(rows, row => row.symbol),
  time: Float64Array.from(rows, row => row.time),
  price: Float64Array.from(rows, row => row.price),
  units: Float64Array.from(rows, row => row.units),
  id: Float64Array.from(rows, row => row.id),
})

describe('bars of ticks', () => {
  for (const [name, alignment] of Object.entries(ALIGNMENTS))
    test(`any split of the same ticks gives the bars of the book, aligned to ${name} (seed ${SEED})`, () => {
      fc.assert(
        fc.property(trades(600), fc.array(fc.nat({ max: 150 })), (ticks, cuts) => {
          const { listener, aggregator } = world({ alignment })
          const columns = columnsOf(ticks)
          const bounds = [0, ...cuts.filter(cut => cut < ticks.length).sort((a, b) => a - b), ticks.length]
          for (let part = 1; part < bounds.length; part++)
            aggregator.takeTicks(columns, bounds[part - 1], bounds[part])
          expect(listener.sorted).toEqual(barsOfTrades(ticks, alignment))
        }),
        { seed: SEED, numRuns: 30 },
      )
    })

  test(`late, repeated and shuffled ticks converge to the same bars, whenever time is told (seed ${SEED})`, () => {
    const shuffled = trades(300).chain(ticks =>
      fc.tuple(fc.constant(ticks), disordered(ticks), fc.array(fc.nat({ max: 400 }), { maxLength: 20 })),
    )
    fc.assert(
      fc.property(shuffled, ([ticks, disorder, advances]) => {
        const { listener, aggregator, take } = world()
        for (const [place, tick] of disorder.entries()) {
          const minutes = advances[place % Math.max(1, advances.length)]
          if (minutes !== undefined && place % 7 === 0) aggregator.advance(START + minutes * MINUTE)
          take(tick)
        }
        aggregator.advance(START + 20 * DAY)
        expect(listener.sorted).toEqual(barsOfTrades(ticks, utcAlignment))
        for (const states of listener.states.values()) {
          expect(states.filter(state => state === 'final' || state === 'late')).toHaveLength(1)
          const over = states.findIndex(state => state !== 'forming')
          expect(states.slice(over + 1).every(state => state === 'repaired')).toBe(true)
        }
      }),
      { seed: SEED, numRuns: 30 },
    )
  })

  test('a bar forms, is final once its end has passed without any tick, and is told so once', () => {
    const { listener, aggregator, take } = world({ timeframes: ['1m', '5m'] })
    take({ symbol: 0, time: START + 5_000, price: 10, units: 1, id: 1 })
    aggregator.advance(START + MINUTE - 1)
    expect(listener.heard).toHaveLength(2)
    aggregator.advance(START + MINUTE)
    aggregator.advance(START + MINUTE + 1)
    aggregator.advance(START + 5 * MINUTE)
    aggregator.advance(START + 9 * MINUTE)
    const [minute, five] = [nameOf(0, '1m', START), nameOf(0, '5m', START)]
    expect(listener.heard).toEqual([
      `${minute} forming`,
      `${five} forming`,
      `${minute} final`,
      `${five} final`,
    ])
  })

  test('first and last are told apart by time, then by id', () => {
    const { listener, take } = world({ timeframes: ['1m'] })
    take({ symbol: 0, time: START + 10, price: 5, units: 1, id: 8 })
    take({ symbol: 0, time: START + 10, price: 4, units: 1, id: 7 })
    take({ symbol: 0, time: START + 10, price: 6, units: 1, id: 9 })
    take({ symbol: 0, time: START + 9, price: 3, units: 1, id: 30 })
    expect(listener.bars.get(nameOf(0, '1m', START))).toMatchObject({ open: 3, close: 6, units: 4 })
  })

  test('ticks are taken once, and those with ids too old to tell are refused', () => {
    const { take } = world({ idsKept: 4 })
    const tick = (id: number) => take({ symbol: 0, time: START + id, price: 1, units: 1, id })
    expect([2, 4, 6, 8, 4].map(tick)).toEqual(['taken', 'taken', 'taken', 'taken', 'duplicate'])
    expect([7, 10, 3, 4, 5].map(tick)).toEqual(['taken', 'taken', 'forgotten', 'forgotten', 'taken'])
  })

  test('a late tick repairs the closed bars that hold it, and those that form go on forming', () => {
    const { listener, aggregator, take } = world({ timeframes: ['1m', '5m', '1h'] })
    take({ symbol: 0, time: START, price: 10, units: 1, id: 1 })
    take({ symbol: 0, time: START + 2 * MINUTE, price: 11, units: 1, id: 3 })
    aggregator.advance(START + 7 * MINUTE)
    listener.heard.length = 0
    take({ symbol: 0, time: START + MINUTE, price: 30, units: 1, id: 2 })
    const hour = START - 40 * MINUTE
    expect(listener.heard).toEqual([
      `${nameOf(0, '1m', START + MINUTE)} late`,
      `${nameOf(0, '5m', START)} repaired`,
      `${nameOf(0, '1h', hour)} forming`,
    ])
    expect(listener.bars.get(nameOf(0, '1h', hour))).toMatchObject({
      open: 10,
      high: 30,
      close: 11,
      units: 3,
    })
  })

  test('bars that were never told as closed are before they are forgotten, though nobody tells the time', () => {
    const { listener, take } = world({ timeframes: ['1m', '5m'], graceMs: 0 })
    for (let minute = 0; minute < 60; minute++)
      take({ symbol: 0, time: START + minute * MINUTE, price: minute, units: 1, id: minute })
    const states = listener.states.get(nameOf(0, '1m', START))
    expect(states).toEqual(['forming', 'final'])
    expect(listener.olderOnes).toEqual([])
  })
})

describe('sessions', () => {
  test('the last hour of a session is as short as the session leaves it', () => {
    const { listener, aggregator, take } = world({
      alignment: officeHours,
      timeframes: ['1m', '30m', '1h', '1d'],
    })
    const day = Date.UTC(2026, 10, 23)
    const close = day + 16 * HOUR
    take({ symbol: 0, time: day + 9.5 * HOUR, price: 1, units: 1, id: 1 })
    take({ symbol: 0, time: close - 1, price: 2, units: 1, id: 2 })
    aggregator.advance(close)
    expect(listener.states.get(nameOf(0, '1h', day + 15.5 * HOUR))).toEqual(['forming', 'final'])
    expect(listener.states.get(nameOf(0, '1d', day))).toEqual(['forming', 'forming'])
    expect(listener.bars.get(nameOf(0, '1d', day))).toMatchObject({ open: 1, close: 2, units: 2 })
  })
})

test('all eight timeframes are made when none are named', () => {
  const { listener, take } = world()
  take({ symbol: 1, time: START, price: 1, units: 1, id: 1 })
  expect(listener.sorted.map(([name]) => name.split(' ')[1]).sort()).toEqual([...TIMEFRAMES].sort())
})
