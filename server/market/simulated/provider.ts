import { setImmediate } from 'node:timers/promises'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { type Sleep, systemSleep } from '../../clock'
import { VenueProblem } from '../problem'
import type { DayTicker, Instrument, LivePrice, MarketProvider } from '../provider'
import { barsIn, formingBar, rowOf } from './bars'
import { DayWindow } from './dayWindow'
import { isHalted } from './listings'
import { type Character, characters, VENUE } from './symbols'
import { SymbolTree } from './tree'

const PAGE_BARS = 10_000
/** How often a stream tells how its bars have grown, in real time. */
const STREAM_MS = 1_000

/** A bar that ends this soon is waited for: clocks of two machines never agree to the millisecond. */
const SOON_MS = 2_000
const TURN_MS = 20
/** Symbols whose 24 hours are added up before anybody else gets a turn. */
const DAYS_A_TURN = 8

/** Symbols whose every price is computed from its time: nothing is stored, and history and the present agree. */
export function simulatedProvider(now: () => number, sleep: Sleep = systemSleep): MarketProvider {
  // Two walks a symbol: one stays in the present, the other goes back for history and does not disturb it.
  const history = new Map<string, SymbolTree>()
  const present = new Map<string, SymbolTree>()
  const days = new Map<string, DayWindow>()

  /** What has been listed by now. The venue keeps its future to itself. */
  const listed = (at: number): Character[] => [...characters.values()].filter(each => each.listing.from <= at)

  function treeOf(trees: Map<string, SymbolTree>, symbol: string): SymbolTree {
    const character = characters.get(symbol)
    if (!character || character.listing.from > now())
      throw new VenueProblem('refused', `The simulated venue has no symbol ${symbol}.`)
    const tree = trees.get(symbol) ?? new SymbolTree(character)
    trees.set(symbol, tree)
    return tree
  }

  /** `until` once its last bar is over, or the present when that is far off: the future could be computed, but isn't told. */
  async function reached(until: number, timeframe: Timeframe): Promise<number> {
    const end = barOpen(until, timeframe)
    for (let turn = 0; turn < SOON_MS / TURN_MS && end > now() && end - now() <= SOON_MS; turn++)
      await sleep(TURN_MS)
    return Math.min(until, now())
  }

  async function tellDays(at: number): Promise<readonly DayTicker[]> {
    const tickers: DayTicker[] = []
    for (const [i, character] of listed(at).entries()) {
      // The first time takes 1,440 minutes of each: others get their turn in between.
      if (i % DAYS_A_TURN === 0) await setImmediate()
      const { symbol } = character.instrument
      const window = days.get(symbol) ?? new DayWindow(new SymbolTree(character))
      days.set(symbol, window)
      const ticker = window.tickerAt(at)
      if (ticker) tickers.push(ticker)
    }
    return tickers
  }
  let telling: Promise<readonly DayTicker[]> | null = null

  return {
    venue: VENUE,
    storedAs: VENUE,
    computed: true,
    live: true,
    timeframes: TIMEFRAMES,
    instruments: async () => {
      const at = now()
      return listed(at).map(each => instrumentAt(each, at))
    },
    now,
    barsBefore: async (symbol, timeframe, until, count) => {
      const tree = treeOf(history, symbol)
      const to = barOpen(await reached(until, timeframe), timeframe)
      return barsIn(tree, timeframe, to - count * timeframeMs[timeframe], to)
    },
    history: async function* (symbol, timeframe, from, to, signal) {
      const tree = treeOf(history, symbol)
      const { listing } = tree.character
      const length = timeframeMs[timeframe]
      const end = Math.min(to, barOpen(now(), timeframe), listing.to ?? to)
      // The first open that is not before `from`.
      let at = barOpen(Math.max(from, listing.from) + length - 1, timeframe)
      for (; at < end; at += PAGE_BARS * length) {
        signal?.throwIfAborted()
        const page = barsIn(tree, timeframe, at, Math.min(end, at + PAGE_BARS * length))
        if (page.time.length > 0) yield page
      }
    },
    stream: async (symbols, timeframe, onBar, signal) => {
      const length = timeframeMs[timeframe]
      // Walks of its own: a stream that catches up after a pause does not disturb the others.
      const trees = new Map<string, SymbolTree>()
      let next = barOpen(now(), timeframe)
      for (const symbol of symbols) treeOf(trees, symbol)
      while (!signal.aborted) {
        const at = now()
        const open = barOpen(at, timeframe)
        for (const symbol of symbols) {
          const tree = treeOf(trees, symbol)
          const closed = barsIn(tree, timeframe, next, open)
          for (const i of closed.time.keys()) onBar({ symbol, closed: true, ...rowOf(closed, i) }, at)
          const forming = tree.character.halts && isHalted(at) ? null : formingBar(tree, timeframe, at)
          if (forming) onBar({ symbol, closed: false, ...forming }, at)
        }
        next = open
        await sleep(Math.min(STREAM_MS, length), signal)
      }
    },
    forming: async (symbol, timeframe) => {
      const bar = formingBar(treeOf(present, symbol), timeframe, now())
      if (!bar) throw new VenueProblem('refused', `The simulated venue no longer trades ${symbol}.`)
      return bar
    },
    livePrices: async () => {
      const at = now()
      return listed(at).flatMap(({ instrument: { symbol } }): LivePrice[] => {
        const day = formingBar(treeOf(present, symbol), '1d', at)
        return day ? [{ symbol, last: day.close, dayChange: day.close / day.open - 1 }] : []
      })
    },
    dayTickers: () => {
      telling ??= tellDays(now()).finally(() => {
        telling = null
      })
      return telling
    },
  }
}

function instrumentAt({ instrument, listing, halts }: Character, at: number): Instrument {
  const isGone = listing.to !== null && at >= listing.to
  return {
    ...instrument,
    // Nobody knows beforehand that a symbol will go.
    delistedAt: isGone ? listing.to : null,
    status: isGone ? 'delisted' : halts && isHalted(at) ? 'halted' : 'trading',
  }
}
