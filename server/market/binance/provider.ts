import { barOpen, TIMEFRAMES, timeframeMs } from '../../../sandbox/ir/timeframe'
import { VenueProblem } from '../problem'
import type { FormingBar, MarketProvider } from '../provider'
import { dayTickersOf } from './dayTickers'
import { listedInstruments, VENUE } from './instruments'
import { closedBars, columnsOf, formingKline, type KlineSource, SOON_MS } from './klines'
import { livePricesOf } from './prices'
import { openRest, type VenueWorld } from './rest'
import { venueClock } from './skew'
import { streamBars } from './stream'

export interface BinanceOptions {
  readonly restUrl: string
  readonly wsUrl: string
  /** Which quote currencies' instruments are offered. */
  readonly currencies: readonly string[]
  readonly world: VenueWorld
  readonly timeoutMs?: number
}

/** What this venue gives beyond bars. */
export interface BinanceProvider extends MarketProvider {
  /** How far the venue's clock is ahead of this machine's. */
  readonly skewMs: () => number
}

/** Spot bars and prices of Binance over its public REST and stream interfaces; asks nothing before it is asked. */
export function binanceProvider(options: BinanceOptions): BinanceProvider {
  const { restUrl, wsUrl, currencies, world, timeoutMs } = options
  const rest = openRest({ baseUrl: restUrl, world, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
  const clock = venueClock(rest, world)
  const source: KlineSource = { rest, clock, world }
  const instruments = listedInstruments(rest, world, new Set(currencies))

  async function assertListed(symbols: readonly string[]): Promise<void> {
    const known = new Set((await instruments()).map(each => each.symbol))
    const strangers = symbols.filter(symbol => !known.has(symbol))
    if (strangers.length > 0)
      throw new VenueProblem(
        'refused',
        `Binance has no symbol ${strangers.join(', ')} in ${currencies.join(', ')}.`,
      )
  }

  return {
    venue: VENUE,
    storedAs: VENUE,
    computed: false,
    live: true,
    timeframes: TIMEFRAMES,
    instruments,
    now: clock.now,
    skewMs: clock.skewMs,
    livePrices: livePricesOf(rest, clock, world, instruments),
    dayTickers: dayTickersOf(rest, world, instruments),
    barsBefore: async (symbol, timeframe, until, count) => {
      await assertListed([symbol])
      await clock.ready()
      // Far-off futures end at the present, so that `count` reaches back from there.
      const end = barOpen(Math.min(until, clock.now() + timeframeMs[timeframe]), timeframe)
      const last = end > clock.now() + SOON_MS ? barOpen(clock.now(), timeframe) : end
      const rows: FormingBar[] = []
      for await (const page of closedBars(
        source,
        symbol,
        timeframe,
        last - count * timeframeMs[timeframe],
        last,
      ))
        rows.push(...page)
      return columnsOf(rows)
    },
    history: async function* (symbol, timeframe, from, to, signal) {
      await assertListed([symbol])
      for await (const page of closedBars(source, symbol, timeframe, from, to, signal)) yield columnsOf(page)
    },
    forming: async (symbol, timeframe) => {
      const bar = await formingKline(source, symbol, timeframe)
      if (!bar) throw new VenueProblem('refused', `Binance has no bars of ${symbol} yet.`)
      return bar
    },
    stream: async (symbols, timeframe, onBar, signal, onError = () => {}) => {
      await assertListed(symbols)
      await streamBars({ ...source, wsUrl, symbols, timeframe, onBar, onError }, signal)
    },
  }
}
