// Bars as the venue tells them: in prices and units, within a symbol's listing, without what a halt took away.
import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { FormingBar } from '../provider'
import { haltAround, haltsIn, isHalted } from './listings'
import { CLOSE, HIGH, LOW, OPEN, type SymbolTree, VOLUME } from './tree'

const HOUR = timeframeMs['1h']

/** The symbol's bars that open in [from, to), oldest first. */
export function barsIn(tree: SymbolTree, timeframe: Timeframe, from: number, to: number): BarColumns {
  const { listing, halts } = tree.character
  const first = Math.max(from, listing.from)
  const end = Math.min(to, listing.to ?? to)
  return halts ? haltedBars(tree, timeframe, first, end) : wholeBars(tree, timeframe, first, end)
}

/**
 * The bar that holds `now`, of the seconds that have ended; null when there is none any more. While the symbol is halted it
 * stands at the last price, and one that nothing is traded in is not told once it is over.
 */
export function formingBar(tree: SymbolTree, timeframe: Timeframe, now: number): FormingBar | null {
  const { listing, halts } = tree.character
  if (listing.to !== null && now >= listing.to) return null
  const time = barOpen(now, timeframe)
  if (!halts || haltsIn(time, now + 1).length === 0) return formingWhole(tree, timeframe, now)
  const hour = barOpen(now, '1h')
  const parts = barsIn(tree, '1h', time, hour)
  const present = isHalted(now) ? null : formingWhole(tree, '1h', now)
  const bars = [...Array(parts.time.length).keys()].map(i => rowOf(parts, i))
  const traded = present ? [...bars, present] : bars
  if (traded.length > 0) return { ...joined(traded), time }
  const { from } = haltAround(now)
  const last = wholeBars(tree, '1h', from - HOUR, from).close[0]!
  return { time, open: last, high: last, low: last, close: last, volume: 0 }
}

function wholeBars(tree: SymbolTree, timeframe: Timeframe, from: number, to: number): BarColumns {
  const { decimals, lot } = tree.character.instrument
  const length = Math.max(0, Math.ceil((to - from) / timeframeMs[timeframe]))
  const bars = emptyBars(length)
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

/** Bars that lie within a halt are absent, and those that reach beyond it are what their other hours make. */
function haltedBars(tree: SymbolTree, timeframe: Timeframe, from: number, to: number): BarColumns {
  const length = timeframeMs[timeframe]
  const whole = wholeBars(tree, timeframe, from, to)
  if (whole.time.length === 0) return whole
  const halts = haltsIn(whole.time[0]!, whole.time.at(-1)! + length)
  const rows: FormingBar[] = []
  let next = 0
  for (let i = 0; i < whole.time.length; i++) {
    const open = whole.time[i]!
    while (next < halts.length && halts[next]!.to <= open) next++
    const halt = halts[next]
    if (!halt || halt.from >= open + length) rows.push(rowOf(whole, i))
    else if (length > HOUR) {
      const hours = wholeBars(tree, '1h', open, open + length)
      const traded = [...hours.time.keys()].map(at => rowOf(hours, at)).filter(({ time }) => !isHalted(time))
      if (traded.length > 0) rows.push({ ...joined(traded), time: open })
    }
  }
  const bars = emptyBars(rows.length)
  for (const [i, row] of rows.entries()) {
    bars.time[i] = row.time
    bars.open[i] = row.open
    bars.high[i] = row.high
    bars.low[i] = row.low
    bars.close[i] = row.close
    bars.volume[i] = row.volume
  }
  return bars
}

/** One bar of several that follow each other. */
function joined(bars: readonly FormingBar[]): FormingBar {
  const [first, last] = [bars[0]!, bars.at(-1)!]
  return {
    time: first.time,
    open: first.open,
    high: Math.max(...bars.map(each => each.high)),
    low: Math.min(...bars.map(each => each.low)),
    close: last.close,
    volume: bars.reduce((sum, each) => sum + each.volume, 0),
  }
}

function formingWhole(tree: SymbolTree, timeframe: Timeframe, now: number): FormingBar {
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

export const rowOf = (bars: BarColumns, i: number): FormingBar => ({
  time: bars.time[i]!,
  open: bars.open[i]!,
  high: bars.high[i]!,
  low: bars.low[i]!,
  close: bars.close[i]!,
  volume: bars.volume[i]!,
})

function emptyBars(length: number): Record<keyof BarColumns, Float64Array> {
  const [time, open, high, low, close, volume] = Array.from({ length: 6 }, () => new Float64Array(length))
  return { time, open, high, low, close, volume } as Record<keyof BarColumns, Float64Array> // six were made
}
