import { describe, expect, test } from 'vitest'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { rowOf } from '@/server/feed/liveRow'
import { LiveSeries } from '@/server/feed/liveSeries'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { characters } from '@/server/market/simulated/symbols'
import type { BarRow } from '@/server/notices'
import { barsOf } from '../market/provider/bars'

const SYMBOL = 'QUARKUSD'
const MINUTE = 60_000
const START = Date.UTC(2026, 10, 20, 21, 38, 30)

/** A venue whose clock stands where it is put, and one of its series. */
function open(timeframe: Timeframe, failures = 0) {
  let present = START
  const provider = simulatedProvider(() => present)
  const told: BarRow[] = []
  const errors: unknown[] = []
  const fold = new LiveSeries({
    provider,
    barsBefore: async (...asked) => {
      if (failures-- > 0) throw new Error('away')
      return provider.barsBefore(...asked)
    },
    instrument: characters.get(SYMBOL)!.instrument,
    timeframe,
    tell: row => told.push(row),
    onError: error => errors.push(error),
    sleep: async () => {},
  })
  const truth = async (time: number) => barsOf(await provider.barsBefore(SYMBOL, '1m', time + MINUTE, 1))[0]!
  return {
    provider,
    fold,
    told,
    errors,
    /** The minutes from where the clock stands up to `to`, each growing and then closing, as the stream tells them. */
    async live(to: number, leftOut: (time: number) => boolean = () => false) {
      for (; barOpen(present, '1m') < to; present = barOpen(present, '1m') + MINUTE + 20_000) {
        const time = barOpen(present, '1m')
        const growing = await provider.forming(SYMBOL, '1m')
        present = time + MINUTE + 100
        const closed = await truth(time)
        if (leftOut(time)) continue
        fold.take(rowOf(SYMBOL, growing, 0))
        fold.take(rowOf(SYMBOL, closed, 1))
        await fold.ready()
      }
    },
    at: (to: number) => {
      present = to
    },
    truth,
  }
}

async function expectClosedBars({ told, provider }: ReturnType<typeof open>, timeframe: Timeframe) {
  const closed = told.filter(row => row[7] === 1)
  const end = closed.at(-1)![1] + timeframeMs[timeframe]
  const count = (end - closed[0]![1]) / timeframeMs[timeframe]
  const truth = barsOf(await provider.barsBefore(SYMBOL, timeframe, end, count))
  expect(closed).toEqual(truth.map(bar => rowOf(SYMBOL, bar, 1)))
}

describe.each(TIMEFRAMES)('a bar of %s', timeframe => {
  test('begins as the venue shows it', async () => {
    const one = open(timeframe)
    await one.fold.ready()
    expect(one.fold.forming).toEqual(rowOf(SYMBOL, await one.provider.forming(SYMBOL, timeframe), 0))
  })
})

describe.each(['1m', '5m', '30m'] as const)('bars of %s', timeframe => {
  const span = Math.max(5 * MINUTE, 2 * timeframeMs[timeframe]) + 3 * MINUTE

  test('close as the venue closes them', async () => {
    const one = open(timeframe)
    await one.fold.ready()
    await one.live(START + span)
    await expectClosedBars(one, timeframe)
  })

  test('are whole when minutes were not told', async () => {
    const one = open(timeframe)
    await one.fold.ready()
    await one.live(START + span, time => (time / MINUTE) % 7 < 2)
    await expectClosedBars(one, timeframe)
  })

  test('are told again after notices were lost', async () => {
    const one = open(timeframe)
    await one.fold.ready()
    one.at(START + span)
    one.fold.resync()
    await one.fold.ready()
    await expectClosedBars(one, timeframe)
    expect(one.told.at(-1)).toEqual(rowOf(SYMBOL, await one.provider.forming(SYMBOL, timeframe), 0))
  })
})

test('a minute that comes late corrects the bars that have closed since', async () => {
  const one = open('5m')
  await one.fold.ready()
  const late = barOpen(START, '5m') + 4 * MINUTE
  await one.live(START + 12 * MINUTE)
  const before = one.told.length
  one.fold.take(rowOf(SYMBOL, await one.truth(late), 1))
  await one.fold.ready()
  const again = one.told.slice(before).filter(row => row[7] === 1)
  expect(again[0]![1]).toBe(barOpen(late, '5m'))
  expect(one.told.at(-1)![7]).toBe(0)
})

test('a source that is away is asked again, and what came meanwhile is not forgotten', async () => {
  const one = open('5m', 3)
  await one.fold.ready()
  await one.live(START + 8 * MINUTE)
  expect(one.errors).toHaveLength(3)
  expect(one.told.some(row => row[7] === 1)).toBe(true)
})
