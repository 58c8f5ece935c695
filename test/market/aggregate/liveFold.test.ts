import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { utcAlignment } from '@/server/market/aggregate/alignment'
import { aggregateColumns } from '@/server/market/aggregate/columns'
import { LiveFold } from '@/server/market/aggregate/liveFold'
import type { FormingBar, LiveBar } from '@/server/market/provider'
import { within } from '@/server/market/store/columns'
import { MINUTE, minuteBars, SEED, START } from './arbitrary'
import { officeHours } from './sessions'

const LOT = 0.001

const barAt = (bars: BarColumns, row: number): FormingBar => ({
  time: bars.time[row]!,
  open: bars.open[row]!,
  high: bars.high[row]!,
  low: bars.low[row]!,
  close: bars.close[row]!,
  volume: bars.volume[row]!,
})
const live = (bar: FormingBar, closed: boolean): LiveBar => ({ symbol: 'X', ...bar, closed })

describe('a fold of live minutes', () => {
  for (const [name, alignment] of Object.entries({ UTC: utcAlignment, 'office hours': officeHours }))
    test(`from any minute on, the bar that forms is what a batch makes of its minutes, aligned to ${name} (seed ${SEED})`, () => {
      fc.assert(
        fc.property(
          minuteBars(120, LOT),
          fc.nat(),
          fc.constantFrom<Timeframe>(...TIMEFRAMES),
          (minutes, pick, timeframe) => {
            const first = pick % minutes.time.length
            const next = minutes.time[first]!
            const open = alignment.open(next, timeframe)
            const before = within(minutes, open, next)
            const batch = (to: number) => {
              const bars = within(
                minutes,
                alignment.open(minutes.time[to]!, timeframe),
                minutes.time[to]! + 1,
              )
              return barAt(aggregateColumns(bars, timeframe, alignment, { lot: LOT }), 0)
            }
            const start =
              before.time.length > 0
                ? barAt(aggregateColumns(before, timeframe, alignment, { lot: LOT }), 0)
                : null
            const fold = new LiveFold({ timeframe, alignment, lot: LOT, start, next })
            for (let row = first; row < minutes.time.length; row++) {
              const minute = barAt(minutes, row)
              fold.take(live({ ...minute, high: minute.open, low: minute.open, volume: 0 }, false))
              const grown = fold.take(live(minute, false))
              expect(grown).toEqual({ ...batch(row), closed: false })
              expect(fold.forming).toEqual(batch(row))
              const isOver = minute.time + MINUTE >= alignment.end(batch(row).time, timeframe)
              expect(fold.take(live(minute, true))).toEqual({ ...batch(row), closed: isOver })
            }
          },
        ),
        { seed: SEED, numRuns: 60 },
      )
    })

  test('a minute whose close was missed counts as it was last told, and one that is over is left out', () => {
    const fold = new LiveFold({ timeframe: '5m', alignment: utcAlignment, lot: 1, start: null, next: START })
    const minute = (index: number, price: number): FormingBar => ({
      time: START + index * MINUTE,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: 1,
    })
    fold.take(live(minute(0, 10), false))
    fold.take(live(minute(1, 12), false))
    expect(fold.take(live(minute(0, 99), true))).toBeNull()
    expect(fold.forming).toEqual({ time: START, open: 10, high: 12, low: 10, close: 12, volume: 2 })
    expect(fold.take(live(minute(7, 5), false))).toEqual({
      ...minute(7, 5),
      time: START + 5 * MINUTE,
      closed: false,
    })
  })

  test('nothing is standing before the first trade of a bar', () => {
    const fold = new LiveFold({ timeframe: '1h', alignment: utcAlignment, lot: 1, start: null, next: START })
    expect(fold.forming).toBeNull()
  })
})
