import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { FormingBar, Instrument, LivePrice, MarketProvider } from '../provider'
import { characters, VENUE } from './symbols'
import { CLOSE, HIGH, LOW, OPEN, SymbolTree, VOLUME } from './tree'

/** Nothing was traded before this Monday. */
export const LISTED = Date.UTC(2016, 0, 4)

/** 200 symbols whose every price is computed from its time: nothing is stored, and history and the present agree. */
export function simulatedProvider(now: () => number): MarketProvider {
  // Two walks a symbol: one stays in the present, the other goes back for history and does not disturb it.
  const history = new Map<string, SymbolTree>()
  const present = new Map<string, SymbolTree>()
  const instruments: readonly Instrument[] = [...characters.values()].map(each => each.instrument)

  return {
    venue: VENUE,
    timeframes: TIMEFRAMES,
    instruments: async () => instruments,
    now,
    barsBefore: async (symbol, timeframe, until, count) => {
      const to = barOpen(until, timeframe)
      const from = Math.max(barOpen(LISTED, timeframe), to - count * timeframeMs[timeframe])
      return columns(treeOf(history, symbol), timeframe, from, to)
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
