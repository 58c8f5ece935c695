import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import superjson from 'superjson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { AppRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { SOCKETS } from '@/server/http/limits'
import { openStage, outcome, type Stage } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A busy machine takes its time. */

type Someone = ReturnType<Stage['visitor']>

/** What a browser does: its cookie and its origin go with the handshake. */
function connect(headers: Record<string, string>, path = '/live') {
  const socket = new WebSocket(`${stage.url.replace('http', 'ws')}${path}`, { headers })
  return new Promise<{ socket: WebSocket; status: number }>(resolve => {
    socket.once('open', () => resolve({ socket, status: 101 }))
    socket.once('unexpected-response', (_request, response) =>
      resolve({ socket, status: response.statusCode ?? 0 }),
    )
    socket.once('error', () => resolve({ socket, status: 0 }))
  })
}

function client(who: Someone, onOpen = () => {}) {
  class WithHeaders extends WebSocket {
    constructor(url: string) {
      super(url, { headers: who.headers() })
    }
  }
  const socket = createWSClient({
    url: `${stage.url.replace('http', 'ws')}/live`,
    // The ws package's class stands in for the browser's.
    WebSocket: WithHeaders as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 20,
    onOpen,
  })
  return {
    socket,
    api: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket, transformer: superjson })] }),
  }
}

test('a socket knows who opened it', async () => {
  const ann = await stage.signUp()
  const { socket, api } = client(ann)
  expect((await api.session.me.query()).user?.id).toBe(ann.id)
  await socket.close()
})

test('a socket without a session may ask what is open to all and nothing else', async () => {
  const { socket, api } = client(stage.visitor())
  expect((await api.session.me.query()).user).toBeNull()
  expect(await outcome(api.members.list.query({ workspaceId: 'x' }))).toBe('NOT_SIGNED_IN')
  await socket.close()
})

test('another site can not open a socket with somebody’s cookie', async () => {
  const ann = await stage.signUp()
  for (const origin of ['https://evil.example', 'null', `${stage.url}.evil.example`]) {
    const { status } = await connect({ ...ann.headers(), origin })
    expect(status).toBe(403)
  }
  expect((await connect(ann.headers())).status).toBe(101)
})

test('only /live is a socket', async () => {
  const { status } = await connect(stage.visitor().headers(), '/other')
  expect(status).not.toBe(101)
})

test('sockets are limited by address', async () => {
  const who = stage.visitor()
  const opened = await Promise.all(Array.from({ length: SOCKETS + 5 }, () => connect(who.headers())))
  const statuses = opened.map(({ status }) => status)
  expect(statuses.filter(status => status === 101)).toHaveLength(SOCKETS)
  expect(statuses.filter(status => status === 429)).toHaveLength(5)
  for (const { socket } of opened) socket.terminate()
})

const closed = (socket: WebSocket) =>
  new Promise<number>(resolve => socket.once('close', (code: number) => resolve(code)))

test('signing out closes the sockets of that session, and no others', async () => {
  const ann = await stage.signUp()
  const bob = await stage.signUp()
  const [hers, his] = [await connect(ann.headers()), await connect(bob.headers())]
  const code = closed(hers.socket)
  await ann.post('/api/auth/sign-out', {})
  await stage.live.check()
  expect(await code).toBe(4401)
  expect(his.socket.readyState).toBe(WebSocket.OPEN)
  his.socket.terminate()
})

test('a new role or a removal closes the member’s sockets', async () => {
  const ann = await stage.owner()
  const bob = await stage.joined(ann, 'member')
  const first = await connect(bob.headers())
  await stage.live.check()
  expect(first.socket.readyState).toBe(WebSocket.OPEN)
  const afterRole = closed(first.socket)
  await ann.api.members.setRole.mutate({
    workspaceId: ann.workspaceId,
    memberId: bob.memberId,
    role: 'viewer',
  })
  await stage.live.check()
  expect(await afterRole).toBe(4401)
  const second = await connect(bob.headers())
  const afterRemoval = closed(second.socket)
  await ann.api.members.remove.mutate({ workspaceId: ann.workspaceId, memberId: bob.memberId })
  await stage.live.check()
  expect(await afterRemoval).toBe(4401)
})

test('a message that is too large ends the socket', async () => {
  const { socket } = await connect(stage.visitor().headers())
  const code = closed(socket)
  socket.send('x'.repeat(600 * 1024))
  expect(await code).toBe(1009)
})

test('a flood of messages ends the socket', async () => {
  const { socket } = await connect(stage.visitor().headers())
  const code = closed(socket)
  for (let index = 0; index < 2_000; index++) socket.send('{')
  expect(await code).toBe(1006)
})

test('a connection holds a hundred live views, and gives back the places of those that ended', async () => {
  const ann = await stage.owner()
  const { socket, api } = client(ann)
  let heard = 0
  const refused: string[] = []
  const watch = () =>
    api.jobs.watch.subscribe(
      { workspaceId: ann.workspaceId },
      { onData: () => heard++, onError: ({ data }) => void refused.push(data?.code ?? 'none') },
    )
  const open = Array.from({ length: 100 }, watch)
  await expect.poll(() => heard).toBeGreaterThanOrEqual(100)
  watch()
  await expect.poll(() => refused).toEqual(['TOO_MANY_REQUESTS'])
  for (const one of open.slice(0, 10)) one.unsubscribe()
  const before = heard
  open.push(...Array.from({ length: 10 }, watch))
  await expect.poll(() => heard).toBeGreaterThanOrEqual(before + 10)
  expect(refused).toHaveLength(1)
  for (const one of open) one.unsubscribe()
  await socket.close()
})

test('a broken message is answered, not fatal', async () => {
  const { socket } = await connect(stage.visitor().headers())
  const answer = new Promise<string>(resolve => socket.once('message', data => resolve(String(data))))
  socket.send('{')
  expect(JSON.parse(await answer)).toMatchObject({ error: { json: { data: { code: 'UNREADABLE' } } } })
  socket.terminate()
})

test('a subscription goes on by itself after its socket was closed', async () => {
  const ann = await stage.owner()
  const heard: string[] = []
  const heardAtOpening: number[] = []
  const { socket, api } = client(ann, () => heardAtOpening.push(heard.length))
  const watching = api.jobs.watch.subscribe(
    { workspaceId: ann.workspaceId },
    { onData: ({ data }) => void heard.push(data.kind) },
  )
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  // A role changes somewhere: every socket of the person is closed, and the client comes back by itself.
  const other = await stage.owner()
  await db.member.create({ data: { workspaceId: other.workspaceId, userId: ann.id, role: 'viewer' } })
  await stage.live.check()
  await expect.poll(() => heardAtOpening.length).toBe(2)
  await expect.poll(() => heard.length).toBeGreaterThan(heardAtOpening[1] ?? 0)
  watching.unsubscribe()
  await socket.close()
})

test('a watcher of a run who comes back gets the rows it has not seen, and only those', async () => {
  const ann = await stage.owner()
  const { workspaceId } = ann
  const strategy = await db.strategy.create({
    data: { workspaceId, name: 'x', versions: { create: { number: 1, kind: 'formula', document: '' } } },
    select: { id: true, versions: { select: { id: true } } },
  })
  const screen = await db.screen.create({
    data: { workspaceId, strategyId: strategy.id, name: 'x', timeframe: '1h' },
    select: { id: true },
  })
  const { id: runId } = await db.screenRun.create({
    data: {
      workspaceId,
      screenId: screen.id,
      versionId: strategy.versions[0]?.id ?? '',
      barTime: new Date(0),
      digest: 'd',
      job: { create: { workspaceId, name: 'screen.run', title: 'x', payload: {}, state: 'running' } },
    },
    select: { id: true },
  })
  const addRows = (from: number, to: number) =>
    db.screenRow.createMany({
      data: Array.from({ length: to - from }, (_, index) => ({
        runId,
        seq: from + index,
        symbol: `S${from + index}`,
        matched: true,
        close: 1,
        values: [],
      })),
    })
  await addRows(0, 5)
  const seen: number[] = []
  let openings = 0
  const { socket, api } = client(ann, () => openings++)
  const watching = api.screens.watch.subscribe(
    { workspaceId, runId },
    { onData: ({ data }) => data.kind === 'rows' && seen.push(...data.rows.map(({ seq }) => seq)) },
  )
  await expect.poll(() => seen).toEqual([0, 1, 2, 3, 4])
  // The line breaks, and rows come in the meantime.
  for (const open of stage.live.sockets()) open.terminate()
  await addRows(5, 8)
  await expect.poll(() => openings).toBe(2)
  await expect.poll(() => seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  watching.unsubscribe()
  await socket.close()
})

test('where sockets do not get through, the same subscription is a stream of events', async () => {
  const ann = await stage.owner()
  const input = encodeURIComponent(JSON.stringify({ json: { workspaceId: ann.workspaceId } }))
  const stop = new AbortController()
  const ask = (who: Someone) =>
    who.ask(`${stage.url}/api/trpc/jobs.watch?input=${input}`, {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    })
  const stream = await ask(ann)
  expect(stream.status).toBe(200)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  while (!said.includes('"active"')) said += (await reader?.read())?.value ?? ''
  expect(said).toMatch(/^id: 1$/m)
  stop.abort()
  const stranger = await stage.owner()
  expect(await (await stranger.get(`/api/trpc/jobs.watch?input=${input}`)).text()).toContain('NOT_FOUND')
})
