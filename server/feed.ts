import { setTimeout as sleep } from 'node:timers/promises'
import { publish } from './bus'
import type { PrismaClient } from './generated/prisma/client'
import { beat, forget } from './heartbeat'
import { realWaitMs } from './market/clock'
import type { Market } from './market/market'
import type { MarketProvider } from './market/provider'
import { type Quote, topics } from './notices'
import { closedBars, lastClosedBar, nextClose } from './scheduler/due'

/** The office of the feed: one process announces, the others wait (leader.ts). */
export const FEED_LOCK = 7_203_116

const QUOTES_MS = 1_000
/** A sped-up market still speaks at a pace people can read, and databases can bear. */
const LEAST_WAIT_MS = 100
/** Quotes a notice: symbol, price and change of 100 symbols stay well under a notice's 7,900 bytes. */
const QUOTES_A_NOTICE = 100

export interface FeedOptions {
  readonly db: PrismaClient
  readonly market: Market
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** Tells everybody which bars have closed and where prices stand, venue by venue, until `signal` aborts. */
export async function runFeed(options: FeedOptions, signal: AbortSignal): Promise<void> {
  const { market, db, onError } = options
  const providers = market.venues.flatMap(venue => market.at(venue, null) ?? [])
  try {
    await Promise.all(
      providers.flatMap(provider => [
        repeat(signal, onError, announceCloses(options, provider)),
        repeat(signal, onError, tellQuotes(options, provider)),
      ]),
    )
  } finally {
    await forget(db, 'feed').catch(onError)
  }
}

/** Each turn waits by itself; a failed one is reported and the next comes a second later. */
async function repeat(
  signal: AbortSignal,
  onError: (error: unknown) => void,
  turn: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await turn(signal)
    } catch (error) {
      if (signal.aborted) return
      onError(error)
      await sleep(1_000, undefined, { signal }).catch(() => {})
    }
  }
}

function announceCloses({ db, market, now }: FeedOptions, provider: MarketProvider) {
  const { venue, timeframes } = provider
  const announce = (timeframe: (typeof timeframes)[number], time: number) =>
    publish(db, topics.bars(venue, timeframe), { kind: 'bar', venue, timeframe, time })
  let upTo: number | null = null
  return async (signal: AbortSignal) => {
    const present = provider.now()
    if (upTo === null) {
      // Whoever listened while nobody announced learns where the bars stand.
      for (const timeframe of timeframes) await announce(timeframe, lastClosedBar(timeframe, present))
      upTo = present
    }
    // Catches up in order after a pause, so a bar is late but never left out.
    for (const { timeframe, time } of closedBars(timeframes, upTo, present)) await announce(timeframe, time)
    upTo = present
    const waitMs = realWaitMs(market.pace, now(), nextClose(present))
    await sleep(Math.max(LEAST_WAIT_MS, waitMs), undefined, { signal })
  }
}

function tellQuotes({ db }: FeedOptions, provider: MarketProvider) {
  const { venue } = provider
  return async (signal: AbortSignal) => {
    const at = provider.now()
    const prices = await provider.livePrices()
    const quotes = prices.map(
      ({ symbol, last, dayChange }): Quote => [symbol, last, Number(dayChange.toFixed(5))],
    )
    for (let from = 0; from < quotes.length; from += QUOTES_A_NOTICE)
      await publish(db, topics.quotes(venue), {
        kind: 'quotes',
        venue,
        at,
        quotes: quotes.slice(from, from + QUOTES_A_NOTICE),
      })
    await beat(db, 'feed', 'feed', { venue, at, symbols: quotes.length })
    await sleep(QUOTES_MS, undefined, { signal })
  }
}
