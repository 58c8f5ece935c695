import { afterEach, describe, expect, test } from 'vitest'
import { VenueProblem } from '@/server/market/problem'
import { barsOf } from '../provider/bars'
import { HALTED_SYMBOL, type RestFault, VENUE_SYMBOLS } from './venue'
import { openWorld, type World, type WorldOptions } from './world'

let world: World
const open = async (options?: WorldOptions) => {
  world = await openWorld(options)
  await world.provider.instruments()
  return world
}
afterEach(() => world.venue.close())

/** 2,500 bars, three pages; whatever happens on the way, they are the truth. */
async function backfill({ provider, venue }: World) {
  const end = venue.truth.now() - 3_600_000
  const from = end - 2_500 * 60_000
  const got = []
  for await (const page of provider.history('QUARKUSD', '1m', from, end)) got.push(...barsOf(page))
  const truth = await venue.truth.barsBefore('QUARKUSD', '1m', Math.ceil(end / 60_000) * 60_000, 2_500)
  expect(got).toEqual(barsOf(truth))
}

describe('a back-fill gives the true bars', () => {
  const faults: readonly (readonly [string, readonly RestFault[]])[] = [
    [
      'after 5xx answers',
      [
        { kind: 'failure', status: 503 },
        { kind: 'failure', status: 502 },
      ],
    ],
    ['after a torn connection', [{ kind: 'reset' }]],
    ['after JSON cut in the middle', [{ kind: 'body', text: '[[1795169340000,"17.59","17.6' }]],
    ['after an answer in another shape', [{ kind: 'body', text: '{"klines":[]}' }]],
    [
      'after a bar whose high is below its low',
      [{ kind: 'body', text: '[[1795169340000,"5","4","6","5","1",1795169399999,"1",1,"1","1","0"]]' }],
    ],
    [
      'after bars that were not asked for',
      [{ kind: 'body', text: '[[1400000040000,"5","5","5","5","1",1400000099999,"1",1,"1","1","0"]]' }],
    ],
    [
      'after numbers that are not numbers',
      [{ kind: 'body', text: '[[1795169340000,"NaN","1","1","1","1"]]' }],
    ],
    [
      'whole although answers are slow',
      [
        { kind: 'slow', ms: 5_000 },
        { kind: 'slow', ms: 5_000 },
      ],
    ],
  ]
  test.each(faults)('%s', async (_, script) => {
    const here = await open()
    here.venue.fail(...script)
    await backfill(here)
  })

  test('when an answer never comes in time, by asking again', async () => {
    const here = await open({ timeoutMs: 60_000 })
    here.venue.fail({ kind: 'slow', ms: 180_000 })
    await backfill(here)
    expect(here.venue.seen.requests.filter(path => path.endsWith('/klines')).length).toBeGreaterThan(3)
  })
})

describe('when the venue asks for silence', () => {
  test.each([429, 418] as const)('a %i is obeyed for as long as it says', async status => {
    const here = await open()
    here.venue.fail({ kind: 'silence', status, retryAfterS: 45 })
    const before = here.clock.now()
    await backfill(here)
    expect(here.clock.now() - before).toBeGreaterThanOrEqual(45_000)
    expect(here.venue.seen.askedInSilence).toBe(0)
  })

  test('everybody is silent, not only who was told', async () => {
    const here = await open()
    here.venue.fail({ kind: 'silence', status: 429, retryAfterS: 30 })
    const end = here.clock.now() - 3_600_000
    const asking = here.provider.barsBefore('QUARKUSD', '1m', end, 10)
    while (here.venue.seen.requests.filter(path => path.endsWith('/klines')).length === 0)
      await here.clock.sleep(200)
    await here.clock.sleep(2_000)
    await Promise.all([
      asking,
      ...Array.from({ length: 20 }, () => here.provider.barsBefore('ZINCUSD', '1m', end, 10)),
    ])
    expect(here.venue.seen.askedInSilence).toBe(0)
  })

  test('a 429 that names no time means a minute', async () => {
    const here = await open()
    here.venue.fail({ kind: 'silence', status: 429 })
    const before = here.clock.now()
    await backfill(here)
    expect(here.clock.now() - before).toBeGreaterThanOrEqual(60_000)
  })
})

test('its weight stays within the venue’s limit, so that it never hears a 429', async () => {
  const here = await open({ weightLimit: 40 })
  const end = here.clock.now() - 3_600_000
  await Promise.all(Array.from({ length: 60 }, () => here.provider.barsBefore('ZINCUSD', '1m', end, 10)))
  expect(here.venue.seen.klines).toBe(60)
  expect(here.venue.seen.mostWeight).toBeLessThanOrEqual(40)
  expect(here.venue.seen.askedInSilence).toBe(0)
})

test('what others at the same address use is left to them', async () => {
  const here = await open({ weightLimit: 60 })
  const end = here.clock.now() - 3_600_000
  const ask = () => here.provider.barsBefore('ZINCUSD', '1m', end, 10)
  await ask()
  // Early in the next minute, so that what follows falls into it.
  await here.clock.sleep(60_000 - (here.clock.now() % 60_000) + 1_000)
  await ask()
  here.venue.spend(40)
  await ask()
  await Promise.all(Array.from({ length: 25 }, ask))
  expect(here.venue.seen.overLimit).toBe(0)
})

test('what stays broken is given up as an error that says what and where', async () => {
  const here = await open({ speed: 600 })
  here.venue.fail(...Array.from({ length: 8 }, (): RestFault => ({ kind: 'failure', status: 500 })))
  const failing = here.provider.barsBefore('ZINCUSD', '1m', here.clock.now() - 3_600_000, 10)
  await expect(failing).rejects.toThrow('The venue failed (500) at /api/v3/klines.')
  await expect(failing).rejects.toBeInstanceOf(VenueProblem)
})

test('an aborted back-fill ends at once, even in the middle of a wait', async () => {
  const here = await open()
  here.venue.fail({ kind: 'silence', status: 429, retryAfterS: 3_000 })
  const stop = new AbortController()
  const end = here.clock.now() - 3_600_000
  const pages = here.provider.history('ZINCUSD', '1m', end - 600_000, end, stop.signal)
  const first = pages.next()
  setTimeout(() => stop.abort(), 100)
  const began = performance.now()
  await expect(first).rejects.toThrow()
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('bars that the venue never made are missing, and those around them are right', async () => {
  const hole = (_: string, time: number) => time % 3_600_000 < 600_000
  const here = await open({ hole })
  const end = Math.floor(here.clock.now() / 3_600_000) * 3_600_000
  const bars = barsOf(await here.provider.barsBefore('QUARKUSD', '1m', end, 1_300))
  const truth = barsOf(await here.venue.truth.barsBefore('QUARKUSD', '1m', end, 1_300))
  expect(bars).toEqual(truth.filter(bar => !hole('', bar.time)).slice(0, bars.length))
  expect(bars.at(-1)!.time).toBe(end - 60_000)
})

describe('the clock', () => {
  test.each([-300_000, -4_000, 4_000, 300_000])('%i ms off is measured and set right', async behindMs => {
    const here = await open({ behindMs })
    await here.provider.barsBefore('QUARKUSD', '1m', here.clock.now() - 3_600_000, 1)
    // At sixty times the pace, 50 ms on the way are three seconds.
    expect(Math.abs(here.provider.skewMs() - behindMs)).toBeLessThan(3_000)
    expect(Math.abs(here.provider.now() - here.clock.now())).toBeLessThan(3_000)
    const bars = await here.provider.barsBefore('QUARKUSD', '1m', here.provider.now(), 5)
    expect(barsOf(bars)).toEqual(
      barsOf(await here.venue.truth.barsBefore('QUARKUSD', '1m', bars.time.at(-1)! + 60_000, 5)),
    )
  })
})

test('a clock that jumps ahead gives no bar that still grows', async () => {
  const here = await open()
  await here.provider.barsBefore('QUARKUSD', '5m', here.provider.now(), 1)
  here.setBehind(-300_000)
  const bars = await here.provider.barsBefore('QUARKUSD', '5m', here.provider.now(), 3)
  expect(bars.time.length).toBeGreaterThan(0)
  expect(bars.time.at(-1)! + 300_000).toBeLessThanOrEqual(here.venue.truth.now())
})

describe('what the venue lists', () => {
  test('instruments carry its filters and states, in the wanted currencies', async () => {
    const here = await open()
    const instruments = await here.provider.instruments()
    const truth = new Map((await here.venue.truth.instruments()).map(each => [each.symbol, each]))
    expect(instruments.map(each => each.symbol)).toEqual([...instruments.map(each => each.symbol)].sort())
    for (const each of instruments) {
      const { tick, lot, minNotional, decimals, currency } = truth.get(each.symbol)!
      expect(each).toMatchObject({
        venue: 'binance',
        simulated: false,
        tick,
        lot,
        minNotional,
        decimals,
        currency,
      })
      expect(each.status).toBe(each.symbol === 'BRIDGEUSD' ? 'halted' : 'trading')
    }
    expect(instruments.length).toBe(5)
  })

  test('live prices come once for all who ask, and a day’s opens once a day', async () => {
    const here = await open()
    await Promise.all(Array.from({ length: 10 }, () => here.provider.livePrices()))
    const asked = (path: string) =>
      here.venue.seen.requests.filter(each => each === `/api/v3/ticker/${path}`).length
    expect(asked('price')).toBe(1)
    await here.clock.sleep(6_000)
    await here.provider.livePrices()
    expect(asked('price')).toBe(2)
    expect(asked('tradingDay')).toBe(1)
  })

  test('the last 24 hours of every instrument, asked for once by all who ask together', async () => {
    const here = await open()
    const [tickers] = await Promise.all([here.provider.dayTickers(), here.provider.dayTickers()])
    expect(tickers.map(each => each.symbol).sort()).toEqual([HALTED_SYMBOL, ...VENUE_SYMBOLS].sort())
    expect(tickers.every(each => each.trades === 1_000 && each.volume > 0)).toBe(true)
    await here.clock.sleep(20_000)
    await here.provider.dayTickers()
    expect(here.venue.seen.requests.filter(each => each === '/api/v3/ticker/24hr').length).toBe(2)
  })
})
