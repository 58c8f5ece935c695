import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import superjson from 'superjson'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { barOpen } from '@/sandbox/ir/timeframe'
import type { AppRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { packMinutes, sayMinutes } from '@/server/feed/minutes'
import type { BarsEvent } from '@/server/feed/watch'
import { metricsText } from '@/server/metrics'
import type { BarRow } from '@/server/notices'
import { bus, liveHub, market } from '@/server/services'
import { openStage, outcome, type Stage } from '../api/stage'
import { barsOf } from '../market/provider/bars'

const MINUTE = 60_000
let stage: Stage
let ann: Awaited<ReturnType<Stage['owner']>>
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner('Ann')
  await bus.ready()
})
afterAll(() => stage.close())

const sockets: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const each of sockets.splice(0)) await each.close()
  await expect.poll(() => liveHub.counts()).toEqual({ venues: 0, folds: 0, followers: 0 })
})

function connect(who: { headers: () => Record<string, string> } = ann) {
  const opened: WebSocket[] = []
  const client = createWSClient({
    url: `${stage.url.replace('http', 'ws')}/live`,
    WebSocket: class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: who.headers() })
        opened.push(this)
      }
    } as unknown as typeof globalThis.WebSocket, // ws speaks the same protocol and can carry a cookie
    retryDelayMs: () => 20,
  })
  sockets.push(client)
  const live = createTRPCClient<AppRouter>({ links: [wsLink({ client, transformer: superjson })] })
  return { live, opened, client }
}

/** An event with its rows read. */
type Heard = BarsEvent extends infer Event
  ? Event extends BarsEvent
    ? Omit<Event, 'rows'> & { readonly rows: readonly BarRow[] }
    : never
  : never

function watch(
  live: ReturnType<typeof connect>['live'],
  input: { symbols: string[]; timeframe?: '1m' | '5m'; lastEventId?: string },
) {
  const heard: Heard[] = []
  const errors: string[] = []
  const { unsubscribe } = live.market.watchBars.subscribe(
    { workspaceId: ann.workspaceId, venue: 'simulated', timeframe: '1m', ...input },
    {
      onData: ({ data }) => void heard.push({ ...data, rows: JSON.parse(data.rows) }),
      onError: ({ data }) => void errors.push(data?.code ?? 'none'),
    },
  )
  const rows = () => heard.flatMap(event => (event.kind === 'update' ? event.rows : []))
  return { heard, errors, rows, unsubscribe }
}

/** The bar that the watcher was shown, standing at another price. */
const standing = ({ heard }: { heard: readonly Heard[] }, symbol: string, close: number): BarRow => {
  const [, time = 0] = heard.at(-1)?.rows.findLast(row => row[0] === symbol) ?? []
  return [symbol, time, 1, 1_000_000, 0.5, close, 7, 0]
}
const say = (...rows: BarRow[]) => sayMinutes(db, packMinutes('simulated', rows, Date.now(), Date.now()))

test('says how bars stand, then of each symbol that changed what is newest', async () => {
  const { live } = connect()
  const watching = watch(live, { symbols: ['QUARKUSD', 'ZINCUSD'] })
  const { heard, rows } = watching
  await expect.poll(() => heard.length).toBe(1)
  expect(heard[0]).toMatchObject({ kind: 'snapshot', resync: false })
  expect(heard[0]?.rows.map(([symbol]) => symbol)).toEqual(['QUARKUSD', 'ZINCUSD'])
  const [row, stranger] = [standing(watching, 'QUARKUSD', 42), standing(watching, 'ABACUSUSD', 43)]
  await say(row, stranger)
  await expect.poll(() => rows()).toEqual([row])
  expect(heard.every(event => event.kind === 'snapshot' || event.missed === 0)).toBe(true)
})

test('all who watch a bar share one fold, which goes when the last has left', async () => {
  const [first, second] = [connect(), connect()]
  const hers = watch(first.live, { symbols: ['QUARKUSD'] })
  const his = watch(second.live, { symbols: ['QUARKUSD', 'ZINCUSD'], timeframe: '1m' })
  const slower = watch(second.live, { symbols: ['QUARKUSD'], timeframe: '5m' })
  await expect.poll(() => [hers, his, slower].every(({ heard }) => heard.length > 0)).toBe(true)
  expect(liveHub.counts()).toEqual({ venues: 1, folds: 3, followers: 3 })
  hers.unsubscribe()
  await expect.poll(() => liveHub.counts()).toEqual({ venues: 1, folds: 3, followers: 2 })
  his.unsubscribe()
  await expect.poll(() => liveHub.counts()).toEqual({ venues: 1, folds: 1, followers: 1 })
  // A connection that is cut leaves as one that says goodbye does.
  for (const socket of second.opened) socket.terminate()
  await second.client.close()
  await expect.poll(() => liveHub.counts()).toEqual({ venues: 0, folds: 0, followers: 0 })
})

test('who reads too slowly gets the newest, and is told how much was left out', async () => {
  const { live, opened } = connect()
  const watching = watch(live, { symbols: ['QUARKUSD'] })
  const { heard, rows } = watching
  await expect.poll(() => heard.length).toBe(1)
  const socket = opened[0]!
  socket.pause()
  const before = heard.length
  // What nobody reads fills the buffers of both machines, and then the server's.
  for (let call = 0; call < 300; call++)
    void live.market.instruments.query({ workspaceId: ann.workspaceId, venue: 'simulated' }).catch(() => {})
  const servers = () => [...stage.live.sockets()].map(({ bufferedAmount }) => bufferedAmount)
  await expect.poll(() => Math.max(...servers())).toBeGreaterThan(128 * 1024)
  for (let close = 1; close <= 30; close++) await say(standing(watching, 'QUARKUSD', close))
  const waiting = Math.max(...servers())
  socket.resume()
  await expect.poll(() => rows().at(-1)?.[5], { timeout: 20_000 }).toBe(30)
  const updates = heard.slice(before).filter(event => event.kind === 'update')
  const missed = updates.reduce((sum, event) => sum + event.missed, 0)
  expect(missed).toBeGreaterThan(20)
  // what came while it was still on time was told together
  expect(updates.length + missed).toBeLessThanOrEqual(30)
  expect(Math.max(...servers())).toBeLessThan(waiting)
  expect((await metricsText()).text).toMatch(/sluice_live_updates_missed_total [1-9]/)
})

test('who comes back is told what closed meanwhile, and once it is too much, to read anew', async () => {
  const { live } = connect()
  const since = Date.now() - 5 * MINUTE
  const back = watch(live, { symbols: ['QUARKUSD'], lastEventId: String(since) })
  await expect.poll(() => back.heard.length).toBe(1)
  const [snapshot] = back.heard
  expect(snapshot).toMatchObject({ kind: 'snapshot', resync: false })
  const closed = snapshot!.rows.filter(row => row[7] === 1)
  const provider = market.at('simulated', null)!
  const from = barOpen(since - 15_000, '1m')
  const truth = await provider.barsBefore('QUARKUSD', '1m', closed.at(-1)![1] + MINUTE, closed.length)
  expect(closed[0]![1]).toBe(from)
  expect(
    closed.map(([, time, open, high, low, close, volume]) => ({ time, open, high, low, close, volume })),
  ).toEqual(barsOf(truth))
  const late = watch(live, { symbols: ['QUARKUSD'], lastEventId: String(since - 3 * 1440 * MINUTE) })
  await expect.poll(() => late.heard.length).toBe(1)
  expect(late.heard[0]).toMatchObject({ kind: 'snapshot', resync: true })
  expect(late.heard[0]?.rows).toHaveLength(1)
})

test('a watcher whose connection broke goes on by itself', async () => {
  const { live, opened } = connect()
  const watching = watch(live, { symbols: ['QUARKUSD'] })
  const { heard, rows } = watching
  await expect.poll(() => heard.length).toBe(1)
  opened[0]!.terminate()
  await expect.poll(() => heard.length).toBe(2)
  expect(heard[1]).toMatchObject({ kind: 'snapshot', resync: false })
  await say(standing(watching, 'QUARKUSD', 77))
  await expect.poll(() => rows().at(-1)?.[5]).toBe(77)
})

test('only members watch, no more than fifty symbols, and none that are not there', async () => {
  const bob = await stage.owner('Bob')
  const { live } = connect(bob)
  const outsider = watch(live, { symbols: ['QUARKUSD'] })
  await expect.poll(() => outsider.errors).toEqual(['NOT_FOUND'])
  const mine = connect().live
  const stranger = watch(mine, { symbols: ['NOPE'] })
  await expect.poll(() => stranger.errors).toEqual(['NOT_FOUND'])
  const many = watch(mine, { symbols: Array.from({ length: 51 }, () => 'QUARKUSD') })
  await expect.poll(() => many.errors.length).toBe(1)
  expect(await outcome(bob.api.market.feed.query({ workspaceId: ann.workspaceId }))).toBe('NOT_FOUND')
})
