import { binanceProvider } from '@/server/market/binance/provider'
import type { LiveBar } from '@/server/market/provider'
import { barsOf } from '../provider/bars'
import { fastClock } from '../provider/fastClock'
import { openVenue, type VenueOptions } from './venue'

export const START = Date.UTC(2026, 10, 20, 10, 7, 33)

export interface WorldOptions extends Omit<VenueOptions, 'clock'> {
  /** Times the real one. */
  readonly speed?: number
  /** How far this machine's clock is behind the venue's. */
  readonly behindMs?: number
  readonly timeoutMs?: number
  /** Changes how long the client sleeps. */
  readonly pause?: (ms: number) => number
}

/** A venue, a client of it, and the clock of both. */
export async function openWorld(options: WorldOptions = {}) {
  const { speed = 60, behindMs = 0, timeoutMs = 300_000, pause = ms => ms } = options
  const clock = fastClock(START, speed)
  const venue = await openVenue({ clock, ...options })
  let behind = behindMs
  const provider = binanceProvider({
    restUrl: venue.restUrl,
    wsUrl: venue.wsUrl,
    currencies: ['USD'],
    timeoutMs,
    world: {
      now: () => clock.now() - behind,
      sleep: (ms, signal) => clock.sleep(pause(ms), signal),
      random: () => 0.5,
    },
  })
  /** Sets this machine's clock anew, as an administrator would. */
  const setBehind = (ms: number) => {
    behind = ms
  }
  return { clock, venue, provider, setBehind }
}
export type World = Awaited<ReturnType<typeof openWorld>>

/** A stream under way, and all it told. */
export function listen({ provider, venue, clock }: World, symbols: readonly string[]) {
  const heard: LiveBar[] = []
  const errors: unknown[] = []
  const stop = new AbortController()
  const over = provider.stream(
    symbols,
    '1m',
    bar => heard.push(bar),
    stop.signal,
    error => errors.push(error),
  )
  const closed = (symbol: string) => heard.filter(bar => bar.closed && bar.symbol === symbol)
  return {
    heard,
    errors,
    closed,
    least: () => Math.min(...symbols.map(symbol => closed(symbol).length)),
    /** Ends it; what each symbol's closed bars were told as, beside what they are. */
    finish: async () => {
      stop.abort()
      await over
      return Promise.all(
        symbols.map(async symbol => {
          const told = closed(symbol).map(({ symbol: _, closed: __, ...bar }) => bar)
          const end = told.at(-1)!.time + 60_000
          await clock.sleep(Math.max(0, end - clock.now()))
          const span = (end - told[0]!.time) / 60_000
          return { symbol, told, truth: barsOf(await venue.truth.barsBefore(symbol, '1m', end, span)) }
        }),
      )
    },
  }
}
