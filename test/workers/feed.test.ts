import { afterAll, expect, test } from 'vitest'
import { Bus } from '@/server/bus'
import { FEED_LOCK, runFeed } from '@/server/feed'
import { lead } from '@/server/leader'
import { openMarket } from '@/server/market/market'
import { type Notice, topics } from '@/server/notices'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const db = openDb()
const bus = new Bus(url)
afterAll(async () => {
  await bus.close()
  await db.$disconnect()
})
const now = () => Date.now()

/** Notices of `topic` until `enough` of them satisfy the caller. */
async function hear(topicNames: readonly string[], enough: (heard: readonly Notice[]) => boolean) {
  await bus.ready()
  const heard: Notice[] = []
  const stop = AbortSignal.timeout(15_000)
  for await (const event of bus.subscribe(topicNames, stop)) {
    if (event.kind === 'notice') heard.push(event.notice)
    if (enough(heard)) return heard
  }
  throw new Error(`only heard ${heard.length} notices`)
}

test('announces every minute in order and moves every price, at sixty times the speed of life', async () => {
  const market = openMarket({ speed: 60, anchor: Date.now() }, now)
  const stop = new AbortController()
  const errors: unknown[] = []
  const wanted = [topics.bars('simulated', '1m'), topics.quotes('simulated')]
  const hearing = hear(
    wanted,
    heard =>
      heard.filter(each => each.kind === 'bar').length >= 4 &&
      heard.filter(each => each.kind === 'quotes').length >= 6,
  )
  const feeding = runFeed({ db, market, now, onError: error => errors.push(error) }, stop.signal)
  const heard = await hearing
  const minutes = heard.flatMap(each => (each.kind === 'bar' ? [each.time] : []))
  for (let i = 1; i < minutes.length; i++) expect(minutes[i]! - minutes[i - 1]!).toBe(60_000)
  const quotes = heard.flatMap(each => (each.kind === 'quotes' ? each.quotes : []))
  expect(new Set(quotes.map(([symbol]) => symbol)).size).toBe(200)
  const prices = quotes.filter(([symbol]) => symbol === 'QUARKUSD').map(([, price]) => price)
  expect(new Set(prices).size).toBeGreaterThan(1)
  expect(await db.heartbeat.count({ where: { process: 'feed' } })).toBe(1)
  stop.abort()
  await feeding
  expect(await db.heartbeat.count({ where: { process: 'feed' } })).toBe(0)
  expect(errors).toEqual([])
})

test('one process leads at a time, and a successor takes over when it goes', async () => {
  const holders: string[] = []
  const office = (name: string) =>
    lead({
      url,
      key: FEED_LOCK + 1,
      onError: () => {},
      work: async signal => {
        holders.push(name)
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      },
    })
  const first = office('first')
  while (holders.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
  const second = office('second')
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(holders).toEqual(['first'])
  await first.stop()
  while (holders.length === 1) await new Promise(resolve => setTimeout(resolve, 20))
  expect(holders).toEqual(['first', 'second'])
  await second.stop()
})

test('a leader whose connection is cut stops and another begins', async () => {
  const log: string[] = []
  const office = lead({
    url,
    key: FEED_LOCK + 2,
    onError: () => {},
    work: async signal => {
      log.push('begins')
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      log.push('ends')
    },
  })
  while (log.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
  await db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice leader' and datname = current_database()`
  while (log.length < 3) await new Promise(resolve => setTimeout(resolve, 20))
  expect(log).toEqual(['begins', 'ends', 'begins'])
  await office.stop()
})
