import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { Bus } from '@/server/bus'
import { recorderOf } from '@/server/feed/recorder'
import { runVenueFeed } from '@/server/feed/venueFeed'
import { openMarket } from '@/server/market/market'
import { BarStore } from '@/server/market/store/store'
import { type Notice, topics } from '@/server/notices'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const db = openDb()
const bus = new Bus(url)
const pool = new pg.Pool({ connectionString: url })
const store = new BarStore(pool)
afterAll(async () => {
  await bus.close()
  await pool.end()
  await db.$disconnect()
})
const now = () => Date.now()

/** Notices of `topic` until `enough` of them satisfy the caller. */
async function hear(topicNames: readonly string[], enough: (heard: readonly Notice[]) => boolean) {
  await bus.ready()
  const heard: Notice[] = []
  const stop = AbortSignal.timeout(25_000)
  for await (const event of bus.subscribe(topicNames, stop)) {
    if (event.kind === 'notice') heard.push(event.notice)
    if (enough(heard)) return heard
  }
  throw new Error(`only heard ${heard.length} notices`)
}

test.each([60, 1_800])(
  'announces every minute in order and moves every price, at %i times the speed of life',
  async speed => {
    await db.feedState.deleteMany()
    const market = openMarket({ speed, anchor: Date.now() }, now)
    const stop = new AbortController()
    const errors: unknown[] = []
    const wanted = [topics.bars('simulated', '1m'), topics.quotes('simulated')]
    const hearing = hear(
      wanted,
      heard =>
        heard.filter(each => each.kind === 'bar').length >= 4 &&
        heard.filter(each => each.kind === 'quotes').length >= 6,
    )
    const provider = market.at('simulated', null)!
    const feeding = runVenueFeed(
      {
        db,
        provider,
        speed,
        leader: 'test',
        recorder: recorderOf({ store, provider, now, onError: error => errors.push(error) }),
        now,
        onError: error => errors.push(error),
      },
      stop.signal,
    )
    const heard = await hearing
    const minutes = heard.flatMap(each => (each.kind === 'bar' ? [each.time] : []))
    for (let i = 1; i < minutes.length; i++) expect(minutes[i]! - minutes[i - 1]!).toBe(60_000)
    const quotes = heard.flatMap(each => (each.kind === 'quotes' ? each.quotes : []))
    expect(new Set(quotes.map(([symbol]) => symbol)).size).toBe(200)
    const prices = quotes.filter(([symbol]) => symbol === 'QUARKUSD').map(([, price]) => price)
    expect(new Set(prices).size).toBeGreaterThan(1)
    expect(await db.heartbeat.count({ where: { kind: 'feed' } })).toBe(1)
    stop.abort()
    await feeding
    expect(await db.heartbeat.count({ where: { kind: 'feed' } })).toBe(0)
    expect(errors).toEqual([])
  },
)
