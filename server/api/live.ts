// The live door: one WebSocket a tab for every subscription. A socket is only as good as the session that opened it.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { systemSleep } from '../clock'
import type { PrismaClient } from '../generated/prisma/client'
import { allowance, take } from '../http/allowance'
import { liveClients } from '../metrics'
import type { UserActor } from '../workspaces/actor'
import type { Context } from './context'
import { appRouter } from './router'
import { logError } from './trpcDoor'

const MAX_MESSAGE = 512 * 1024
/** A reader this far behind is dropped; its client comes back and resumes from what it has. */
const MAX_BACKLOG = 4 * 1024 * 1024
const MESSAGES = allowance('messages', 500, 10_000)
/** Bytes a reader may have waiting before live views hold their next word back, and how often that is looked at. */
const WAITING = 64 * 1024
const LOOK_MS = 25
const CHECK_MS = 10_000
/** Close codes 4000–4999 are the application's. The client reconnects after both and is asked again who it is. */
const ENDED = 4401
const BEHIND = 4408
/** The protocol's own code for a server that comes back. */
const RESTARTING = 1012
const GOODBYE_MS = 1_000

type Open = { readonly socket: WebSocket; readonly actor: UserActor; readonly grants: string }

export type Live = {
  readonly accept: (req: IncomingMessage, socket: Duplex, head: Buffer, ctx: Context) => Promise<void>
  /** Closes what a sign-out, a removal or a new role has overtaken. Runs by itself; tests call it. */
  readonly check: () => Promise<void>
  readonly sockets: () => Iterable<WebSocket>
  readonly close: () => Promise<void>
}

export function openLive(db: PrismaClient, log: Logger): Live {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false })
  const contexts = new WeakMap<IncomingMessage, Context>()
  const open = new Set<Open>()
  const { broadcastReconnectNotification } = applyWSSHandler({
    wss: server,
    router: appRouter,
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
    createContext: ({ req, res }) => {
      const ctx = contexts.get(req)
      if (!ctx) throw new Error('a socket came in past the door')
      return { ...ctx, drained: signal => drained(res, signal) }
    },
    onError: ({ error, path, type }) => logError(log, error, path, type),
  })

  const check = async () => {
    for (const socket of server.clients)
      if (socket.bufferedAmount > MAX_BACKLOG) socket.close(BEHIND, 'too far behind')
    if (open.size === 0) return
    const [sessions, grants] = await Promise.all([
      db.session.findMany({
        where: { id: { in: [...open].map(({ actor }) => actor.sessionId) } },
        select: { id: true },
      }),
      grantsOf(db, [...new Set([...open].map(({ actor }) => actor.id))]),
    ])
    const valid = new Set(sessions.map(({ id }) => id))
    for (const one of open) {
      if (valid.has(one.actor.sessionId) && one.grants === (grants.get(one.actor.id) ?? '')) continue
      one.socket.close(ENDED, 'who you are has changed')
    }
  }
  const timer = setInterval(() => {
    check().catch(error => log.warn({ err: error }, 'open sockets could not be checked'))
  }, CHECK_MS)

  return {
    accept: async (req, socket, head, ctx) => {
      contexts.set(req, ctx)
      const { actor } = ctx
      const grants = actor.kind === 'user' ? ((await grantsOf(db, [actor.id])).get(actor.id) ?? '') : ''
      server.handleUpgrade(req, socket, head, ws => {
        liveClients.inc()
        // What can't be parsed never becomes a call, and so is not counted as one.
        let fullAt = 0
        ws.on('message', () => {
          const verdict = take(MESSAGES, fullAt, performance.now())
          if (verdict.ok) fullAt = verdict.fullAt
          else ws.terminate()
        })
        ws.once('close', () => liveClients.dec())
        if (actor.kind === 'user') {
          const one: Open = { socket: ws, actor, grants }
          open.add(one)
          ws.once('close', () => open.delete(one))
        }
        server.emit('connection', ws, req)
      })
    },
    check,
    sockets: () => server.clients,
    close: async () => {
      clearInterval(timer)
      broadcastReconnectNotification()
      for (const socket of server.clients) socket.close(RESTARTING, 'restarting')
      // Who does not say goodbye is not waited for.
      const late = setTimeout(() => {
        for (const socket of server.clients) socket.terminate()
      }, GOODBYE_MS)
      await new Promise<void>(resolve => server.close(() => resolve()))
      clearTimeout(late)
    },
  }
}

/** The socket knows no event for it: a view asks its iterator for more at once, whether or not anything was taken. */
async function drained(socket: WebSocket, signal: AbortSignal | undefined): Promise<void> {
  while (socket.bufferedAmount > WAITING && socket.readyState === socket.OPEN && !signal?.aborted)
    await systemSleep(LOOK_MS, signal)
}

/** Each user's roles as one string, to see that something changed. */
async function grantsOf(db: PrismaClient, userIds: string[]): Promise<ReadonlyMap<string, string>> {
  const members = await db.member.findMany({
    where: { userId: { in: userIds } },
    orderBy: { workspaceId: 'asc' },
    select: { userId: true, workspaceId: true, role: true },
  })
  const grants = new Map<string, string>()
  for (const { userId, workspaceId, role } of members) {
    grants.set(userId, `${grants.get(userId) ?? ''}${workspaceId}:${role} `)
  }
  return grants
}
