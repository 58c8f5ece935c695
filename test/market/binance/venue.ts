import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isTimeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { LISTED } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { barsOf } from '../provider/bars'
import type { fastClock } from '../provider/fastClock'
import { openStreams } from './streams'
import { klineRow, symbolInfo } from './wireText'

/** What the venue does to one request of `/klines` instead of answering it well. */
export type RestFault =
  | { readonly kind: 'silence'; readonly status: 429 | 418; readonly retryAfterS?: number }
  | { readonly kind: 'failure'; readonly status: number }
  | { readonly kind: 'body'; readonly text: string }
  /** The right answer, this much of the venue's time later. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'reset' }

export interface VenueOptions {
  readonly clock: ReturnType<typeof fastClock>
  readonly weightLimit?: number
  /** Bars that the venue never made, by open. */
  readonly hole?: (symbol: string, time: number) => boolean
}

export const VENUE_SYMBOLS = ['QUARKUSD', 'ABACUSUSD', 'ZINCUSD', 'ROVERUSD'] as const
export const HALTED_SYMBOL = 'BRIDGEUSD'

/** A venue on this machine that speaks Binance's spot wire format; its bars are the simulated market's. */
export async function openVenue({ clock, weightLimit = 6_000, hole = () => false }: VenueOptions) {
  const truth = simulatedProvider(clock.now, clock.sleep)
  const all = new Map((await truth.instruments()).map(each => [each.symbol, each]))
  const symbols = [...VENUE_SYMBOLS, HALTED_SYMBOL]
  const faults: RestFault[] = []
  /** Every request of `/klines` that was answered well, and how the others went wrong. */
  const seen = { klines: 0, askedInSilence: 0, overLimit: 0, mostWeight: 0, requests: [] as string[] }
  let minute = 0
  let weight = 0
  let silentUntil = 0

  async function klines(query: URLSearchParams): Promise<unknown> {
    const [symbol, timeframe] = [query.get('symbol') ?? '', query.get('interval') ?? '']
    if (!symbols.includes(symbol)) return refusal(-1121, 'Invalid symbol.')
    if (!isTimeframe(timeframe)) return refusal(-1120, 'Invalid interval.')
    const limit = Math.min(1_000, Number(query.get('limit') ?? 500))
    const start = query.has('startTime') ? Math.max(LISTED, Number(query.get('startTime'))) : null
    const length = timeframeMs[timeframe]
    const end = Number(query.get('endTime') ?? Number.MAX_SAFE_INTEGER)
    const until =
      start === null
        ? clock.now()
        : Math.min(clock.now(), end + 1, Math.ceil(start / length) * length + 2 * limit * length)
    const closed = barsOf(await truth.barsBefore(symbol, timeframe, until, 2 * limit)).filter(
      each => each.time >= (start ?? 0) && each.time <= end,
    )
    const forming = await truth.forming(symbol, timeframe)
    const bars = [...closed, ...(forming.time >= (start ?? 0) && forming.time <= end ? [forming] : [])]
    seen.klines++
    const made = bars.filter(each => !hole(symbol, each.time))
    return (start === null ? made.slice(-limit) : made.slice(0, limit)).map(each => klineRow(each, timeframe))
  }

  async function answer(path: string, query: URLSearchParams): Promise<unknown> {
    switch (path) {
      case '/api/v3/time':
        return { serverTime: clock.now() }
      case '/api/v3/exchangeInfo':
        return {
          timezone: 'UTC',
          serverTime: clock.now(),
          rateLimits: [
            { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: weightLimit },
            { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 100 },
          ],
          exchangeFilters: [],
          symbols: [
            ...symbols.map(each => symbolInfo(all.get(each)!, each === HALTED_SYMBOL ? 'BREAK' : 'TRADING')),
            symbolInfo(all.get('QUARKUSD')!, 'TRADING', 'EUR'),
          ],
        }
      case '/api/v3/klines':
        return klines(query)
      case '/api/v3/ticker/price':
        return (await truth.livePrices())
          .filter(each => symbols.includes(each.symbol))
          .map(each => ({ symbol: each.symbol, price: each.last.toFixed(8) }))
      case '/api/v3/ticker/tradingDay':
        return Promise.all(
          (JSON.parse(query.get('symbols') ?? '[]') as string[]).map(async symbol => {
            const day = await truth.forming(symbol, '1d')
            return { symbol, openPrice: day.open.toFixed(8), lastPrice: day.close.toFixed(8) }
          }),
        )
      case '/api/v3/ticker/24hr':
        return (await truth.dayTickers())
          .filter(each => symbols.includes(each.symbol))
          .map(each => ({
            symbol: each.symbol,
            priceChange: (each.last - each.open).toFixed(8),
            openPrice: each.open.toFixed(8),
            lastPrice: each.last.toFixed(8),
            highPrice: each.high.toFixed(8),
            lowPrice: each.low.toFixed(8),
            volume: each.volume.toFixed(8),
            quoteVolume: each.quoteVolume.toFixed(8),
            openTime: each.at - 86_400_000,
            closeTime: each.at,
            count: 1_000,
          }))
      default:
        return { status: 404, body: '<html>Not found</html>' } satisfies Refusal
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://venue')
    seen.requests.push(url.pathname)
    const at = clock.now()
    response.sendDate = false
    if (Math.floor(at / 60_000) > minute) {
      minute = Math.floor(at / 60_000)
      weight = 0
    }
    weight += WEIGHTS[url.pathname] ?? 1
    const silence = (status: 429 | 418, seconds: number | null) => {
      silentUntil = at + (seconds ?? 0) * 1_000
      if (seconds !== null) response.setHeader('retry-after', String(seconds))
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ code: -1003, msg: 'Too much request weight used.' }))
    }
    // Who asks on while he was told to be silent is banned.
    if (at < silentUntil) {
      seen.askedInSilence++
      return silence(418, Math.ceil((silentUntil - at) / 1_000))
    }
    if (weight > weightLimit) {
      seen.overLimit++
      return silence(429, Math.ceil(((minute + 1) * 60_000 - at) / 1_000))
    }
    seen.mostWeight = Math.max(seen.mostWeight, weight)
    response.setHeader('x-mbx-used-weight-1m', String(weight))
    const fault = url.pathname === '/api/v3/klines' ? faults.shift() : undefined
    if (fault?.kind === 'silence') return silence(fault.status, fault.retryAfterS ?? null)
    if (fault?.kind === 'reset') return void request.socket.destroy()
    if (fault?.kind === 'failure') {
      response.writeHead(fault.status).end('<html>Service unavailable</html>')
      return
    }
    if (fault?.kind === 'slow') await clock.sleep(fault.ms)
    const value = await answer(url.pathname, url.searchParams)
    const refused = isRefusal(value)
    response.setHeader('date', new Date(clock.now()).toUTCString())
    response.writeHead(refused ? value.status : 200, { 'content-type': 'application/json' })
    if (fault?.kind === 'body') response.end(fault.text)
    else response.end(refused ? value.body : JSON.stringify(value))
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(error => response.destroy(error))
  })
  const streams = openStreams(server, truth, clock)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port

  return {
    truth,
    seen,
    streams,
    restUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    /** Befalls the next requests of `/klines`, one each. */
    fail: (...next: RestFault[]) => void faults.push(...next),
    /** What somebody else at this address uses of the present minute's weight. */
    spend: (more: number) => {
      weight += more
    },
    close: async () => {
      await streams.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
export type Venue = Awaited<ReturnType<typeof openVenue>>

const WEIGHTS: Readonly<Record<string, number>> = {
  '/api/v3/exchangeInfo': 20,
  '/api/v3/klines': 2,
  '/api/v3/ticker/price': 4,
  '/api/v3/ticker/tradingDay': 200,
  '/api/v3/ticker/24hr': 80,
}

interface Refusal {
  readonly status: number
  readonly body: string
}
const refusal = (code: number, msg: string): Refusal => ({ status: 400, body: JSON.stringify({ code, msg }) })
const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'body' in value && 'status' in value
