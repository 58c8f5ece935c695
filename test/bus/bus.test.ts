import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { Bus, type BusEvent, NOTICE_BYTES, publish } from '@/server/bus'
import { openDb } from '../queue/stage'

const url = process.env.DATABASE_URL ?? ''
const db = openDb()
const open: { close: () => unknown }[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map(each => each.close()))
})
afterAll(() => db.$disconnect())

async function openBus(at = url): Promise<Bus> {
  const bus = new Bus(at)
  open.push(bus)
  await bus.ready()
  return bus
}
const say = (topic: string, upTo: number) => publish(db, topic, { kind: 'rows', runId: topic, upTo })
const told = (event: BusEvent | undefined) =>
  event?.kind === 'notice' && event.notice.kind === 'rows' ? event.notice.upTo : event?.kind

async function take(events: AsyncIterable<BusEvent>, count: number) {
  const taken: (number | string | undefined)[] = []
  const iterator = events[Symbol.asyncIterator]()
  while (taken.length < count) {
    const next = await iterator.next()
    if (next.done) break
    taken.push(told(next.value))
  }
  return taken
}

test('hears its topics in order from the moment it subscribed, and no others', async () => {
  const bus = await openBus()
  const events = bus.subscribe(['a', 'b'])
  await say('a', 1)
  await say('c', 99)
  await say('b', 2)
  await say('a', 3)
  expect(await take(events, 3)).toEqual([1, 2, 3])
})

test('several subscribers of several buses all hear', async () => {
  const buses = await Promise.all([openBus(), openBus()])
  const all = buses.flatMap(bus => [bus.subscribe(['a']), bus.subscribe(['a'])])
  await say('a', 7)
  expect(await Promise.all(all.map(events => take(events, 1)))).toEqual([[7], [7], [7], [7]])
})

test('topics can be added and removed while listening', async () => {
  const bus = await openBus()
  const events = bus.subscribe(['a'])
  events.add('b')
  events.remove('a')
  await say('a', 1)
  await say('b', 2)
  expect(await take(events, 1)).toEqual([2])
})

test('a rolled back transaction says nothing', async () => {
  const bus = await openBus()
  const events = bus.subscribe(['a'])
  await db
    .$transaction(async tx => {
      await publish(tx, 'a', { kind: 'rows', runId: 'a', upTo: 1 })
      throw new Error('no')
    })
    .catch(() => {})
  await say('a', 2)
  expect(await take(events, 1)).toEqual([2])
})

test('a reader that lags gets a resync and the latest, and costs bounded memory', async () => {
  const bus = await openBus()
  const slow = bus.subscribe(['a'])
  const quick = bus.subscribe(['a', 'end'])
  let heard = 0
  const reading = (async () => {
    for await (const event of quick) {
      heard++
      if (event.kind === 'notice' && event.topic === 'end') return
    }
  })()
  for (let i = 0; i < 300; i++) await say('a', i)
  await say('end', 0)
  await reading
  expect(heard).toBe(301)
  const rest: unknown[] = []
  slow.add('end')
  await say('end', -1)
  for await (const event of slow) {
    rest.push(told(event))
    if (event.kind === 'notice' && event.topic === 'end') break
  }
  expect(rest[0]).toBe('resync')
  expect(rest).toContain(299)
  expect(rest.length).toBeLessThanOrEqual(66)
})

test('ends when its signal aborts, when its reader breaks off, and when the bus closes', async () => {
  const bus = await openBus()
  const stop = new AbortController()
  const byReader = bus.subscribe(['a'])
  const waiting = [take(bus.subscribe(['a'], stop.signal), 1), take(bus.subscribe(['a']), 2)]
  await say('a', 1)
  for await (const _ of byReader) break
  stop.abort()
  expect(await waiting[0]).toEqual([1])
  await bus.close()
  expect(await waiting[1]).toEqual([1])
  expect(await take(byReader, 1)).toEqual([])
  expect(await take(bus.subscribe(['a']), 1)).toEqual([])
})

test('a dropped connection heals, and every subscriber is told to read again', async () => {
  const bus = await openBus()
  const events = bus.subscribe(['a'])
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice bus' and datname = current_database()`,
  )
  await admin.end()
  expect(await take(events, 1)).toEqual(['resync'])
  await say('a', 5)
  expect(await take(events, 1)).toEqual([5])
})

test('survives a database that is away for a while', async () => {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const proxy = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
      from.pipe(to)
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const { port } = proxy.address() as { port: number }
  const via = new URL(url)
  via.hostname = '127.0.0.1'
  via.port = String(port)
  const bus = await openBus(via.toString())
  const events = bus.subscribe(['a'])
  proxy.close()
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => bus.connected).toBe(false)
  await say('a', 1)
  proxy.listen(port, '127.0.0.1')
  expect(await take(events, 1)).toEqual(['resync'])
  await say('a', 2)
  expect(await take(events, 1)).toEqual([2])
  await bus.close()
  proxy.close()
})

test('refuses what NOTIFY could not carry, and carries what just fits', async () => {
  const bus = await openBus()
  const events = bus.subscribe(['big'])
  const quotes = (count: number) => Array.from({ length: count }, () => ['ABCDEFUSD', 1.25, 0.5] as const)
  const at = (count: number) =>
    publish(db, 'big', { kind: 'quotes', venue: 'v', at: 0, quotes: quotes(count) })
  const fits = Math.floor((NOTICE_BYTES - 100) / JSON.stringify(quotes(1)[0]).length) - 20
  await at(fits)
  const [event] = await Promise.all([events[Symbol.asyncIterator]().next()])
  expect(event.value?.kind).toBe('notice')
  await expect(at(2_000)).rejects.toThrow('Name rows instead')
})
