// People with a live connection, as a browser has one.
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import superjson from 'superjson'
import { WebSocket } from 'ws'
import type { AppRouter } from '@/server/api/router'
import type { Stage } from '../api/stage'

export function connect(stage: Stage, person: { headers: () => Record<string, string> }) {
  const client = createWSClient({
    url: `${stage.url.replace('http', 'ws')}/live`,
    WebSocket: class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: person.headers() })
      }
    } as unknown as typeof globalThis.WebSocket, // ws speaks the same protocol and can carry a cookie
  })
  return {
    live: createTRPCClient<AppRouter>({ links: [wsLink({ client, transformer: superjson })] }),
    close: () => client.close(),
  }
}

export interface Heard<Event> {
  readonly id: string
  readonly data: Event
  readonly afterMs: number
}

interface Handlers<Event> {
  readonly onData: (value: { readonly id: string; readonly data: Event }) => void
  readonly onError: (error: unknown) => void
  readonly onComplete: () => void
}

/** Everything a subscription says until `enough`, which sees all of it so far, or until it ends by itself. */
export function hear<Event>(
  subscribe: (handlers: Handlers<Event>) => { unsubscribe: () => void },
  enough: (heard: readonly Heard<Event>[]) => boolean,
  withinMs = 150_000,
): Promise<Heard<Event>[]> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const heard: Heard<Event>[] = []
    let over = false
    const finish = (error?: unknown) => {
      // Unsubscribing completes the subscription, which ends up here again.
      if (over) return
      over = true
      clearTimeout(late)
      subscription.unsubscribe()
      if (error) reject(error)
      else resolve(heard)
    }
    const late = setTimeout(
      () => finish(new Error(`heard only ${JSON.stringify(heard).slice(0, 2_000)}`)),
      withinMs,
    )
    const subscription = subscribe({
      onData: ({ id, data }) => {
        heard.push({ id, data, afterMs: performance.now() - began })
        if (enough(heard)) finish()
      },
      onError: finish,
      onComplete: () => finish(),
    })
  })
}
