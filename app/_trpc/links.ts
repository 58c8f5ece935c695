// How calls travel: queries and mutations in batches over HTTP, live updates over one WebSocket, and over an event
// stream where a proxy lets no WebSocket through.
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
  wsLink,
} from '@trpc/client'
import superjson from 'superjson'
import type { AppRouter } from '@/server/api/router'

const URL = '/api/trpc'
const IDLE_MS = 10_000
/** A socket that fails this often before it ever opened will not open; the event stream takes over. */
const TRIES = 2

export function connect() {
  let opened = false
  let failures = 0
  const useStream = () => !opened && failures >= TRIES
  const socket: TRPCLink<AppRouter> = wsLink({
    client: createWSClient({
      url: () => `${location.origin.replace(/^http/, 'ws')}/live`,
      lazy: { enabled: true, closeMs: IDLE_MS },
      onOpen: () => {
        opened = true
      },
      onError: () => {
        failures++
      },
    }),
    transformer: superjson,
  })
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: operation => operation.type === 'subscription',
        true: splitLink({
          condition: useStream,
          true: httpSubscriptionLink({ url: URL, transformer: superjson }),
          false: socket,
        }),
        false: httpBatchLink({ url: URL, transformer: superjson, maxURLLength: 2000 }),
      }),
    ],
  })
}
