// How calls travel: queries and mutations in batches over HTTP, live updates over one WebSocket, and over event
// streams where a proxy lets no WebSocket through.
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
  wsLink,
} from '@trpc/client'
import { observable } from '@trpc/server/observable'
import superjson from 'superjson'
import type { AppRouter } from '@/server/api/router'
import { type Channel, ChannelStore } from './channel'

const URL = '/api/trpc'

/** For a question that takes its time: what is asked beside it must not wait for its answer. */
export const APART = { context: { apart: true } } as const

const IDLE_MS = 10_000
/** A socket that failed this often before it ever opened will not open. */
const TRIES = 2
/** Some proxies neither open a socket nor refuse it. */
const PATIENCE_MS = 5_000

export function connect() {
  const channel = new ChannelStore()
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: socketOrStream(channel),
        false: splitLink({
          condition: ({ context }) => context.apart === true,
          true: httpLink({ url: URL, transformer: superjson }),
          false: httpBatchLink({ url: URL, transformer: superjson, maxURLLength: 2000 }),
        }),
      }),
    ],
  })
  return { client, channel: channel as Channel }
}

/** The socket, until it proves shut; then what was asked of it is asked again as event streams. */
function socketOrStream(channel: ChannelStore): TRPCLink<AppRouter> {
  const socket = openSocket(channel)
  const links: Readonly<Record<'socket' | 'stream', TRPCLink<AppRouter>>> = {
    socket: wsLink({ client: socket, transformer: superjson }),
    stream: httpSubscriptionLink({ url: URL, transformer: superjson }),
  }
  channel.subscribe(() => {
    if (channel.state() === 'stream') void socket.close()
  })
  return runtime => {
    const through = { socket: links.socket(runtime), stream: links.stream(runtime) }
    return ({ op, next }) =>
      observable(observer => {
        const begin = (way: 'socket' | 'stream') => {
          let over = false
          // A way that was left may still say that it ended; that is no news of the operation.
          const { unsubscribe } = through[way]({ op, next }).subscribe({
            next: value => over || observer.next(value),
            error: error => over || observer.error(error),
            complete: () => over || observer.complete(),
          })
          return () => {
            over = true
            unsubscribe()
          }
        }
        const streams = () => channel.state() === 'stream'
        let end = begin(streams() ? 'stream' : 'socket')
        const forget = channel.subscribe(() => {
          if (!streams()) return
          forget()
          end()
          end = begin('stream')
        })
        if (streams()) forget()
        return () => {
          forget()
          end()
        }
      })
  }
}

function openSocket(channel: ChannelStore) {
  let opened = false
  let failures = 0
  const socket = createWSClient({
    url: () => `${location.origin.replace(/^http/, 'ws')}/live`,
    lazy: { enabled: true, closeMs: IDLE_MS },
    onOpen: () => {
      opened = true
      channel.set('open')
    },
    onError: () => {
      failures++
      if (!opened && failures >= TRIES) channel.set('stream')
    },
  })
  socket.connectionState.subscribe({
    next: ({ state }) => {
      if (state === 'idle') channel.set('idle')
      if (state !== 'connecting') return
      channel.set(opened ? 'lost' : 'connecting')
      if (!opened) setTimeout(() => channel.state() === 'connecting' && channel.set('stream'), PATIENCE_MS)
    },
  })
  return socket
}
