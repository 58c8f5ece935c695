import WebSocket from 'ws'
import { VenueProblem } from '../problem'
import { backoffMs } from './backoff'
import type { VenueWorld } from './rest'

/** The venue ends every connection after 24 hours; ours is replaced before that, and the new one stands first. */
const LIFE_MS = 23 * 3_600_000
/** Nothing heard for this long: the connection is asked whether it still lives, and after as long again it is given up. */
const QUIET_MS = 30_000
/** It answers, but has told nothing for this long. */
const MUTE_MS = 120_000
const HANDSHAKE_MS = 10_000
const BACKOFF = { firstMs: 1_000, mostMs: 60_000 }

export interface SocketOptions {
  readonly url: string
  readonly world: VenueWorld
  /** Asks for what this connection is to tell, each time one stands. */
  readonly greet: (send: (text: string) => void) => Promise<void>
  readonly onText: (text: string) => void
  readonly onError: (error: unknown) => void
}

interface Connection {
  readonly opened: Promise<boolean>
  readonly ended: Promise<void>
  /** It has told something since it stands. */
  readonly spoke: () => boolean
  readonly send: (text: string) => void
  readonly end: () => void
}

/** Keeps one connection standing until `signal` aborts: replaces it in time, and comes back when it drops or falls silent. */
export async function keepConnected(options: SocketOptions, signal: AbortSignal): Promise<void> {
  const { world, greet, onError } = options
  const standing = new Set<Connection>()
  const endAll = () => {
    for (const each of standing) each.end()
  }
  signal.addEventListener('abort', endAll, { once: true })
  let failures = 0
  while (!signal.aborted) {
    const connection = connect(options)
    standing.add(connection)
    void connection.ended.then(() => standing.delete(connection))
    if (await connection.opened) {
      await greet(connection.send)
      for (const older of standing) if (older !== connection) older.end()
      if (await outlives(connection, world)) continue
      if (connection.spoke()) failures = 0
    }
    if (signal.aborted) break
    failures++
    onError(new VenueProblem('unreachable', 'The live connection to the venue was lost; trying again.'))
    await world.sleep(backoffMs(BACKOFF, failures, world.random()), signal)
  }
  signal.removeEventListener('abort', endAll)
}

/** Whether the connection still stands when its time is over. */
async function outlives(connection: Connection, world: VenueWorld): Promise<boolean> {
  const ended = new AbortController()
  const isOver = connection.ended.then(() => false)
  const outlived = await Promise.race([isOver, world.sleep(LIFE_MS, ended.signal).then(() => true)])
  ended.abort()
  return outlived
}

function connect({ url, world, onText, onError }: SocketOptions): Connection {
  const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, perMessageDeflate: false })
  const over = new AbortController()
  let told = 0
  let heardAt = world.now()
  let toldAt = heardAt
  const heard = () => {
    heardAt = world.now()
  }
  // `ws` answers the venue's pings by itself.
  socket.on('ping', heard).on('pong', heard)
  socket.on('message', data => {
    heard()
    toldAt = heardAt
    told++
    onText(data.toString())
  })
  socket.on('error', onError)

  async function watch(): Promise<void> {
    toldAt = world.now()
    heard()
    while (!over.signal.aborted) {
      await world.sleep(QUIET_MS / 2, over.signal)
      const quietMs = world.now() - heardAt
      if (quietMs > 2 * QUIET_MS || world.now() - toldAt > MUTE_MS) socket.terminate()
      else if (quietMs > QUIET_MS && socket.readyState === WebSocket.OPEN) socket.ping()
    }
  }

  const ended = new Promise<void>(resolve => {
    socket.once('close', () => {
      over.abort()
      resolve()
    })
  })
  const open = new Promise<boolean>(resolve => {
    socket.once('open', () => {
      void watch()
      resolve(true)
    })
  })
  return {
    opened: Promise.race([open, ended.then(() => false)]),
    ended,
    spoke: () => told > 0,
    send: text => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    end: () => socket.terminate(),
  }
}
