import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { TIMEFRAMES } from '@/sandbox/ir/timeframe'
import { Aggregator, type AggregatorOptions, type UnitBar } from '@/server/market/aggregate/aggregator'
import { utcAlignment } from '@/server/market/aggregate/alignment'
import { aggregateColumns } from '@/server/market/aggregate/columns'
import { lotsOf } from '@/server/market/aggregate/lots'
import { reaggregate, touchedBars } from '@/server/market/aggregate/reaggregate'
import { calendars } from '@/server/market/calendar/index'
import { rowsOf } from '@/server/market/store/columns'
import { mergeBars } from '@/server/market/store/merge'
import { DAY, disordered, MINUTE, minuteBars, SEED, START } from './arbitrary'
import { officeHours } from './sessions'
import { type HeardBar, Listener, nameOf } from './told'

const LOT = 0.001
const ALIGNMENTS = { UTC: utcAlignment, 'office hours': officeHours, xnys: calendars.xnys }
const END_OF_TIME = START + 2000 * DAY

function world(options: Partial<AggregatorOptions> = {}) {
  const listener = new Listener()
  const aggregator = new Aggregator({
    symbols: 1,
    alignment: utcAlignment,
    subscriber: listener,
    ...options,
  })
  return { listener, aggregator }
}

const unitBar = (bars: BarColumns, row: number): UnitBar => ({
  time: bars.time[row]!,
  open: bars.open[row]!,
  high: bars.high[row]!,
  low: bars.low[row]!,
  close: bars.close[row]!,
  units: lotsOf(bars.volume[row]!, LOT),
})

const unitBars = (bars: BarColumns): UnitBar[] => [...bars.time.keys()].map(row => unitBar(bars, row))

/** What a batch makes of minutes, as a listener keeps it. */
const batchOf = (minutes: BarColumns, alignment = utcAlignment): [string, HeardBar][] =>
  TIMEFRAMES.flatMap(timeframe => {
    const bars = timeframe === '1m' ? minutes : aggregateColumns(minutes, timeframe, alignment, { lot: LOT })
    return unitBars(bars).map((bar): [string, HeardBar] => [nameOf(0, timeframe, bar.time), bar])
  }).sort(([a], [b]) => (a < b ? -1 : 1))

/** One minute that is told twice while it forms, and once as final. */
interface Update {
  readonly bar: UnitBar
  readonly version: number
  readonly isFinal: boolean
}
const updatesOf = (minutes: BarColumns): Update[] =>
  unitBars(minutes).flatMap((bar): Update[] => {
    const begun = { ...bar, high: Math.max(bar.open, bar.close) + 1, close: bar.open, units: 7 }
    return [
      { bar: begun, version: 1, isFinal: false },
      { bar, version: 2, isFinal: false },
      { bar: { ...bar, units: bar.units + 3 }, version: 3, isFinal: true },
      { bar, version: 4, isFinal: true },
    ]
  })
const takeUpdate = (aggregator: Aggregator, { bar, version, isFinal }: Update): void => {
  if (isFinal) aggregator.takeFinal(0, bar, version)
  else aggregator.takeForming(0, bar, version)
}

/** Answers what is too old from stored minutes, as the keeper of a store does, until nothing more is asked. */
function answer(aggregator: Aggregator, listener: Listener, stored: BarColumns): number {
  let answers = 0
  for (let asked = listener.olderOnes.shift(); asked; asked = listener.olderOnes.shift()) {
    const { timeframe, open } = asked
    const touched = touchedBars([open], [timeframe], utcAlignment)
    const bar = reaggregate(stored, touched, timeframe, utcAlignment, LOT)
    aggregator.restore(0, timeframe, unitBar(bar, 0))
    answers++
  }
  return answers
}

describe('bars of minutes', () => {
  for (const [name, alignment] of Object.entries(ALIGNMENTS))
    test(`the live cascade gives what a batch makes of the same minutes, aligned to ${name} (seed ${SEED})`, () => {
      fc.assert(
        fc.property(minuteBars(200, LOT), minutes => {
          const { listener, aggregator } = world({ alignment })
          for (const update of updatesOf(minutes)) takeUpdate(aggregator, update)
          aggregator.advance(END_OF_TIME)
          expect(listener.sorted).toEqual(batchOf(minutes, alignment))
          expect(listener.olderOnes).toEqual([])
          for (const states of listener.states.values())
            expect(states.filter(state => state === 'final')).toHaveLength(1)
        }),
        { seed: SEED, numRuns: 20 },
      )
    })

  test(`shuffled and repeated versions converge to the last word on each minute (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        minuteBars(60, LOT).chain(minutes => fc.tuple(fc.constant(minutes), disordered(updatesOf(minutes)))),
        ([minutes, updates]) => {
          const { listener, aggregator } = world({ graceMs: 5 * DAY, timeframes: ['1m', '5m', '1h', '4h'] })
          for (const update of updates) takeUpdate(aggregator, update)
          aggregator.advance(END_OF_TIME)
          const expected = batchOf(minutes).filter(([name]) => !/ (15m|30m|1d|1w) /.test(name))
          expect(listener.sorted).toEqual(expected)
        },
      ),
      { seed: SEED, numRuns: 20 },
    )
  })

  test(`with little memory, what is too old is made of the store, and all ends right (seed ${SEED})`, () => {
    let answers = 0
    fc.assert(
      fc.property(
        minuteBars(200, LOT).chain(minutes =>
          fc.tuple(fc.constant(minutes), disordered(updatesOf(minutes).filter(({ isFinal }) => isFinal))),
        ),
        ([minutes, updates]) => {
          const { listener, aggregator } = world({ graceMs: 0 })
          let stored = rowsOf(minutes, 0, 0)
          const versions = new Map<number, number>()
          for (const update of updates) {
            const { bar, version } = update
            if ((versions.get(bar.time) ?? 0) >= version) continue
            versions.set(bar.time, version)
            const { units, ...rest } = bar
            const column = (number: number) => Float64Array.of(number)
            const { time, open, high, low, close } = rest
            const row = {
              time: column(time),
              open: column(open),
              high: column(high),
              low: column(low),
              close: column(close),
              volume: column(units / 1000),
            }
            stored = mergeBars(stored, row, 'coming').bars
            takeUpdate(aggregator, update)
            answers += answer(aggregator, listener, stored)
          }
          aggregator.advance(END_OF_TIME)
          answers += answer(aggregator, listener, stored)
          expect(listener.sorted).toEqual(batchOf(minutes))
        },
      ),
      { seed: SEED, numRuns: 20 },
    )
    expect(answers).toBeGreaterThan(500)
  })

  test(`a correction is told of exactly the bars that hold the minute and change (seed ${SEED})`, () => {
    fc.assert(
      fc.property(minuteBars(100, LOT), fc.nat(), fc.boolean(), (minutes, pick, raises) => {
        const { listener, aggregator } = world({
          graceMs: 5 * DAY,
          timeframes: ['1m', '5m', '15m', '1h', '4h'],
        })
        for (const bar of unitBars(minutes)) aggregator.takeFinal(0, bar, 1)
        const before = new Map(listener.bars)
        listener.heard.length = 0
        const bar = unitBar(minutes, pick % minutes.time.length)
        const corrected = raises ? { ...bar, high: bar.high + 1, units: bar.units + 1 } : bar
        aggregator.takeFinal(0, corrected, 2)
        const names = (['1m', '5m', '15m', '1h', '4h'] as const).map(timeframe =>
          nameOf(0, timeframe, utcAlignment.open(bar.time, timeframe)),
        )
        expect(listener.heard.map(line => line.replace(/ (repaired|forming)$/, ''))).toEqual(
          raises ? names : [],
        )
        for (const [name, was] of before)
          if (!raises || !names.includes(name)) expect(listener.bars.get(name)).toEqual(was)
      }),
      { seed: SEED, numRuns: 30 },
    )
  })

  test("a final minute closes itself and what ends with it, without the clock's word", () => {
    const { listener, aggregator } = world({ timeframes: ['1m', '5m', '1h'] })
    const bar = { time: START + 4 * MINUTE, open: 1, high: 1, low: 1, close: 1, units: 1 }
    aggregator.takeForming(0, bar, 1)
    listener.heard.length = 0
    aggregator.takeFinal(0, bar, 2)
    expect(listener.heard).toEqual([`${nameOf(0, '1m', bar.time)} final`, `${nameOf(0, '5m', START)} final`])
  })

  test('a minute that the venue told takes no ticks any more, and replaces those it took', () => {
    const { listener, aggregator } = world({ timeframes: ['1m', '5m'] })
    const bar = { time: START, open: 4, high: 6, low: 3, close: 5, units: 10 }
    expect(aggregator.tick(0, START + 1, 9, 2, 1)).toBe('taken')
    expect(aggregator.takeForming(0, bar, 1)).toBe('taken')
    expect(aggregator.tick(0, START + 2, 9, 2, 2)).toBe('covered')
    expect(aggregator.takeForming(0, bar, 1)).toBe('outdated')
    expect(listener.bars.get(nameOf(0, '5m', START))).toEqual(bar)
  })
})

describe('a symbol that is begun with stored minutes', () => {
  const options: Partial<AggregatorOptions> = { timeframes: ['1m', '5m', '15m', '1h', '4h'] }

  test(`goes on as if it had run all along (seed ${SEED})`, () => {
    fc.assert(
      fc.property(minuteBars(200, LOT), fc.nat(), (minutes, pick) => {
        const cut = pick % minutes.time.length
        const stored = rowsOf(minutes, 0, cut)
        const { listener, aggregator } = world()
        aggregator.seed(0, stored, utcAlignment.open(START, '1w'), LOT)
        for (const bar of unitBars(rowsOf(minutes, cut, minutes.time.length))) aggregator.takeFinal(0, bar, 1)
        aggregator.advance(END_OF_TIME)
        expect(listener.olderOnes).toEqual([])
        const expected = new Map(batchOf(minutes))
        for (const [name, bar] of listener.bars) expect(bar).toEqual(expected.get(name))
        const seeded = new Set(batchOf(stored).map(([name]) => name))
        for (const name of expected.keys()) if (!seeded.has(name)) expect(listener.bars.has(name)).toBe(true)
      }),
      { seed: SEED, numRuns: 20 },
    )
  })

  test('tells the bars that form at once, whole', () => {
    const { listener, aggregator } = world(options)
    const hour = START - 40 * MINUTE
    const rows = 57
    const time = Float64Array.from({ length: rows }, (_, row) => hour + row * MINUTE)
    const price = Float64Array.from({ length: rows }, (_, row) => 100 + row)
    const minutes = { time, open: price, high: price, low: price, close: price, volume: price }
    aggregator.seed(0, minutes, hour, 1)
    expect(listener.heard).toEqual([
      `${nameOf(0, '5m', START + 15 * MINUTE)} forming`,
      `${nameOf(0, '15m', START + 5 * MINUTE)} forming`,
      `${nameOf(0, '1h', hour)} forming`,
    ])
    expect(listener.bars.get(nameOf(0, '1h', hour))).toMatchObject({ open: 100, high: 156, close: 156 })
  })

  test('asks for bars that began before what is known, when they end, and is told nothing of them before', () => {
    const { listener, aggregator } = world({ timeframes: ['1m', '5m', '15m', '1h'] })
    const hour = START - 40 * MINUTE
    const none = new Float64Array(0)
    aggregator.seed(
      0,
      { time: none, open: none, high: none, low: none, close: none, volume: none },
      START + MINUTE,
      1,
    )
    aggregator.tick(0, START + MINUTE, 5, 1, 1)
    aggregator.advance(START + 20 * MINUTE)
    expect(listener.heard).toEqual([
      `${nameOf(0, '1m', START + MINUTE)} forming`,
      `${nameOf(0, '1m', START + MINUTE)} final`,
      `${nameOf(0, '5m', START)} older`,
      `${nameOf(0, '15m', START - 10 * MINUTE)} older`,
      `${nameOf(0, '1h', hour)} older`,
    ])
    const restored = { time: hour, open: 1, high: 9, low: 1, close: 5, units: 99 }
    aggregator.restore(0, '1h', restored)
    expect(listener.heard.at(-1)).toBe(`${nameOf(0, '1h', hour)} late`)
    expect(() => aggregator.restore(0, '1h', { ...restored, time: START + 20 * MINUTE })).toThrow(
      'is not over',
    )
  })
})
