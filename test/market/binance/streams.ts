import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { barOpen, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { MarketProvider } from '@/server/market/provider'
import { barsOf } from '../provider/bars'
import type { fastClock } from '../provider/fastClock'
import { klineEvent } from './wireText'

const PUSH_MS = 2_000
const PING_MS = 20_000
/** A minute's worth, counted: a clock that runs faster than the machine would blame the client. */
const MOST_UNANSWERED = 3

/** What a stream connection does wrong, until it is set otherwise. */
export interface StreamFaults {
  /** Handshakes are refused. */
  refusing: boolean
  /** `mute`: tells nothing but answers pings. `dead`: does nothing at all, and does not close either. */
  silence: 'none' | 'mute' | 'dead'
  /** Messages are cut in the middle. */
  garbling: boolean
  /** Closed bars come twice, and an old one after them. */
  stuttering: boolean
  /** The update that closes a bar never comes. */
  unclosing: boolean
}

interface Listener {
  readonly socket: WebSocket
  readonly streams: Map<string, { symbol: string; timeframe: Timeframe; next: number }>
  /** Pings since its last pong. */
  pings: number
}

/** The venue's combined kline streams over the truth's bars. */
export function openStreams(server: Server, truth: MarketProvider, clock: ReturnType<typeof fastClock>) {
  const faults: StreamFaults = {
    refusing: false,
    silence: 'none',
    garbling: false,
    stuttering: false,
    unclosing: false,
  }
  const listeners = new Set<Listener>()
  const seen = { handshakes: 0, mostAtOnce: 0, mostStreams: 0, unansweredPings: 0, fastestRequests: 0 }
  const sockets = new WebSocketServer({ noServer: true, autoPong: false })
  const over = new AbortController()

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    seen.handshakes++
    if (faults.refusing || !request.url?.startsWith('/stream')) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, ws => {
      const listener: Listener = { socket: ws, streams: new Map(), pings: 0 }
      listeners.add(listener)
      seen.mostAtOnce = Math.max(seen.mostAtOnce, listeners.size)
      ws.on('close', () => listeners.delete(listener))
      ws.on('error', () => {})
      ws.on('pong', () => {
        listener.pings = 0
      })
      ws.on('ping', data => {
        if (faults.silence !== 'dead') ws.pong(data)
      })
      ws.on('message', data => answer(listener, JSON.parse(data.toString())))
    })
  })

  function answer(listener: Listener, asked: { method: string; params: string[]; id: number }): void {
    for (const name of asked.params) {
      const [symbol, timeframe] = name.split('@kline_') as [string, Timeframe] // the only streams there are here
      const next = barOpen(clock.now(), timeframe)
      listener.streams.set(name, { symbol: symbol.toUpperCase(), timeframe, next })
    }
    seen.mostStreams = Math.max(seen.mostStreams, listener.streams.size)
    if (listener.streams.size > 1_024) listener.socket.terminate()
    else say(listener, { result: null, id: asked.id })
  }

  function say({ socket }: Listener, message: object): void {
    const text = JSON.stringify(message)
    if (faults.silence === 'none') socket.send(faults.garbling ? text.slice(0, text.length / 2) : text)
  }

  async function push(listener: Listener): Promise<void> {
    for (const stream of listener.streams.values()) {
      const { symbol, timeframe } = stream
      const at = clock.now()
      const open = barOpen(at, timeframe)
      const count = (open - stream.next) / timeframeMs[timeframe]
      stream.next = open
      const tell = (bar: Parameters<typeof klineEvent>[2], isOver: boolean) =>
        say(listener, klineEvent(symbol, timeframe, bar, isOver, at))
      const closed = barsOf(
        await truth.barsBefore(symbol, timeframe, open, faults.stuttering ? count + 2 : count),
      )
      for (const bar of closed.slice(-count || closed.length)) {
        if (count > 0 && !faults.unclosing) tell(bar, true)
        if (count > 0 && faults.stuttering) {
          tell(bar, true)
          tell(closed[0]!, true)
        }
      }
      tell(await truth.forming(symbol, timeframe), false)
    }
  }

  async function run(): Promise<void> {
    let pingAt = clock.now()
    while (!over.signal.aborted) {
      for (const listener of listeners) await push(listener)
      if (clock.now() - pingAt >= PING_MS) {
        pingAt = clock.now()
        for (const listener of listeners) {
          const { socket } = listener
          if (faults.silence !== 'dead') socket.ping('venue')
          if (++listener.pings > MOST_UNANSWERED && faults.silence === 'none') {
            seen.unansweredPings++
            socket.terminate()
          }
        }
      }
      await clock.sleep(PUSH_MS, over.signal)
    }
  }
  const running = run()

  return {
    faults,
    seen,
    connections: () => listeners.size,
    drop: () => {
      for (const { socket } of listeners) socket.terminate()
    },
    close: async () => {
      over.abort()
      for (const { socket } of listeners) socket.terminate()
      await running
    },
  }
}
