import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { type Sleep, systemSleep } from '../../clock'
import type { FormingBar, Instrument, LiveBar, LivePrice, MarketProvider } from '../provider'
import { characters, VENUE } from './symbols'
import { CLOSE, HIGH, LOW, OPEN, SymbolTree, VOLUME } from './tree'

const PAGE_BARS = 10_000
/** How often a stream tells how its bars have grown, in real time. */
const STREAM_MS = 1_000

/** A bar that ends this soon is waited for: clocks of two machines never agree to the millisecond. */
const SOON_MS = 2_000
const TURN_MS = 20

/** Nothing was traded before this Monday. */
export const LISTED = Date.UTC(2016, 0, 4)

/** 200 symbols whose every price is computed from its time: nothing is stored, and history and the present agree. */
export function simulatedProvider(now: () => number, sleep: Sleep = systemSleep): MarketProvider {
  // Two walks a symbol: one stays in the present, the other goes back for history and does not disturb it.
  const history = new Map<string, SymbolTree>()
  const present = new Map<string, SymbolTree>()
  const instruments: readonly Instrument[] = [...characters.values()].map(each => each.instrument)

  /** `until` once its last bar is over, or the present when that is far off: the future could be computed, but isn't told. */
  async function reached(until: number, timeframe: Timeframe): Promise<number> {
    const end = barOpen(until, timeframe)
    for (let turn = 0; turn < SOON_MS / TURN_MS && end > now() && end - now() <= SOON_MS; turn++)
      await sleep(TURN_MS)
    return Math.min(until, now())
  }

  return {
    venue: VENUE,
    storedAs: VENUE,
    computed: true,
    live: true,
    timeframes: TIMEFRAMES,
    instruments: async () => instruments,
    now,
    barsBefore: async (symbol, timeframe, until, count) => {
      const to = barOpen(await reached(until, timeframe), timeframe)
      const from = Math.max(barOpen(LISTED, timeframe), to - count * timeframeMs[timeframe])
      return columns(treeOf(history, symbol), timeframe, from, to)
    },
    history: async function* (symbol, timeframe, from, to, signal) {
      const length = timeframeMs[timeframe]
      const end = Math.min(to, barOpen(now(), timeframe))
      // The first open that is not before `from`.
      let at = barOpen(Math.max(from, LISTED) + length - 1, timeframe)
      for (; at < end; at += PAGE_BARS * length) {
        signal?.throwIfAborted()
        yield columns(treeOf(history, symbol), timeframe, at, Math.min(end, at + PAGE_BARS * length))
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
          for (const bar of liveBars(symbol, columns(tree, timeframe, next, open))) onBar(bar)
          onBar({ symbol, closed: false, ...formingBar(tree, timeframe, at) })
        }
        next = open
        await sleep(Math.min(STREAM_MS, length), signal)
      }
    },
    forming: async (symbol, timeframe) => formingBar(treeOf(present, symbol), timeframe, now()),
    livePrices: async () => {
      const at = now()
      return instruments.map(({ symbol }): LivePrice => {
        const day = formingBar(treeOf(present, symbol), '1d', at)
        return { symbol, last: day.close, dayChange: day.close / day.open - 1 }
      })
    },
  }
}

function treeOf(trees: Map<string, SymbolTree>, symbol: string): SymbolTree {
  const known = trees.get(symbol)
  if (known) return known
  const character = characters.get(symbol)
  if (!character) throw new Error(`The simulated venue has no symbol ${symbol}.`)
  const tree = new SymbolTree(character)
  trees.set(symbol, tree)
  return tree
}

function columns(tree: SymbolTree, timeframe: Timeframe, from: number, to: number): BarColumns {
  const { decimals, lot } = tree.character.instrument
  const length = Math.max(0, Math.ceil((to - from) / timeframeMs[timeframe]))
  const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(length))
  const bars = { time, open, high, low, close, volume } as Record<keyof BarColumns, Float64Array> // six were made
  const scale = 10 ** decimals
  let i = 0
  tree.walk(timeframe, from, to, (openTime, run, at) => {
    bars.time[i] = openTime
    // Dividing by a power of ten rounds once: the double nearest to the decimal price.
    bars.open[i] = run[at + OPEN]! / scale
    bars.high[i] = run[at + HIGH]! / scale
    bars.low[i] = run[at + LOW]! / scale
    bars.close[i] = run[at + CLOSE]! / scale
    bars.volume[i] = run[at + VOLUME]! * lot
    i++
  })
  return bars
}

function liveBars(symbol: string, bars: BarColumns): LiveBar[] {
  return Array.from(bars.time, (time, i) => ({
    symbol,
    closed: true,
    time,
    open: bars.open[i]!,
    high: bars.high[i]!,
    low: bars.low[i]!,
    close: bars.close[i]!,
    volume: bars.volume[i]!,
  }))
}

function formingBar(tree: SymbolTree, timeframe: Timeframe, now: number): FormingBar {
  const { decimals, lot } = tree.character.instrument
  const scale = 10 ** decimals
  const bar = tree.forming(timeframe, now)
  return {
    time: barOpen(now, timeframe),
    open: bar[OPEN]! / scale,
    high: bar[HIGH]! / scale,
    low: bar[LOW]! / scale,
    close: bar[CLOSE]! / scale,
    volume: bar[VOLUME]! * lot,
  }
}
