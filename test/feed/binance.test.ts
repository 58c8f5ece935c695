// The feed over a venue that speaks the real wire format and misbehaves: what is kept in the end is the truth.
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { barOpen, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { Bus } from '@/server/bus'
import { recorderOf } from '@/server/feed/recorder'
import { feedStandings } from '@/server/feed/state'
import { runVenueFeed } from '@/server/feed/venueFeed'
import { BarStore } from '@/server/market/store/store'
import { topics } from '@/server/notices'
import { VENUE_SYMBOLS } from '../market/binance/venue'
import { openWorld, type World } from '../market/binance/world'
import { barsOf } from '../market/provider/bars'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const SPEED = 120
const MINUTE = 60_000
/** A busy machine takes its time. */
const PATIENCE_MS = 80_000
const db = openDb()
const bus = new Bus(url)
const pool = new pg.Pool({ connectionString: url })
const store = new BarStore(pool)
let world: World
let stop = new AbortController()
let running: Promise<void> = Promise.resolve()
afterEach(async () => {
  stop.abort()
  await running
  await world.venue.close()
  await pool.query('truncate "BarSeries", "FeedState" cascade')
})
afterAll(async () => {
  await bus.close()
  await pool.end()
  await db.$disconnect()
})

function run(leader: string): unknown[] {
  const errors: unknown[] = []
  const { provider } = world
  stop = new AbortController()
  running = runVenueFeed(
    {
      db,
      provider,
      speed: SPEED,
      leader,
      recorder: recorderOf({ store, provider, now: () => Date.now(), onError: error => errors.push(error) }),
      now: () => Date.now(),
      onError: error => errors.push(error),
    },
    stop.signal,
  )
  return errors
}

/** Opens of the minutes that were announced. */
async function announced(timeframe: Timeframe, enough: (minutes: readonly number[]) => boolean) {
  const minutes: number[] = []
  for await (const event of bus.subscribe(
    [topics.bars('binance', timeframe)],
    AbortSignal.timeout(PATIENCE_MS),
  )) {
    if (event.kind === 'notice' && event.notice.kind === 'bar') minutes.push(event.notice.time)
    if (enough(minutes)) return minutes
  }
  throw new Error(`Only ${minutes.length} closes of ${timeframe} were announced.`)
}

/** Every symbol's stored bars that open in [from, to) are the venue's, and known to be whole. */
async function expectTruth(timeframe: Timeframe, from: number, to: number): Promise<void> {
  for (const symbol of VENUE_SYMBOLS) {
    const key = { venue: 'binance', symbol, timeframe }
    const truth = await world.venue.truth.barsBefore(
      symbol,
      timeframe,
      to,
      (to - from) / timeframeMs[timeframe],
    )
    expect(barsOf(await store.load(key, from, to))).toEqual(barsOf(truth))
    expect(await store.missing(key, from, to)).toEqual([])
  }
}

test('every instrument is kept, in slower timeframes too, over a connection that drops', {
  timeout: 90_000,
}, async () => {
  world = await openWorld({ speed: SPEED })
  await bus.ready()
  const hearing = announced('5m', fives => fives.length >= 4)
  const first = announced('1m', minutes => minutes.length >= 2)
  const errors = run('only')
  await first
  world.venue.streams.faults.refusing = true
  world.venue.streams.drop()
  await world.clock.sleep(4 * MINUTE)
  world.venue.streams.faults.refusing = false
  const fives = await hearing
  expect(fives).toEqual(fives.map((_, place) => fives[0]! + place * 5 * MINUTE))
  const to = fives.at(-1)! + 5 * MINUTE
  // The one that was forming when the feed began was fetched; it is as good as the others.
  await expectTruth('5m', fives[1]!, to)
  await expectTruth('1m', fives[1]! + 5 * MINUTE, to)
  const [standing] = await feedStandings(db)
  expect(standing).toMatchObject({ venue: 'binance', leader: 'only' })
  expect(standing?.reconnects).toBeGreaterThan(0)
  expect(standing?.trouble).toBeTruthy()
  expect(errors.length).toBeGreaterThan(0)
})

test('a successor mends what nobody heard', { timeout: 90_000 }, async () => {
  world = await openWorld({ speed: SPEED })
  await bus.ready()
  const first = announced('1m', minutes => minutes.length >= 3)
  run('first')
  const before = await first
  stop.abort()
  await running
  const [left] = await feedStandings(db)
  await world.clock.sleep(7 * MINUTE)
  const second = announced('1m', minutes => minutes.length >= 9)
  run('second')
  const after = await second
  // The first thing it says is where the bars stand: at its predecessor's last.
  expect(after[0]! + MINUTE).toBe(left?.announcedTo)
  expect(after).toEqual(after.map((_, place) => after[0]! + place * MINUTE))
  const from = before[1]!
  await expectTruth('1m', from, after.at(-1)! + MINUTE)
  const fives = { from: barOpen(from + 5 * MINUTE - 1, '5m'), to: barOpen(after.at(-1)! + MINUTE, '5m') }
  expect(fives.to).toBeGreaterThan(fives.from)
  await expectTruth('5m', fives.from, fives.to)
})
