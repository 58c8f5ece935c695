import type { OpenTrade, Trade } from '../backtest/result'
import { barFinder } from './barFinder'

/** How many positions stood at each close. */
export interface Presence {
  readonly positions: Int32Array
  /** Bars at whose close a position stood, and bars in which one came and went. */
  readonly barsIn: number
  readonly most: number
  readonly sum: number
}

/** Lays trades over the bars of the equity, by time: instruments number their bars each for themselves. */
export function presenceOf(
  time: Float64Array,
  trades: readonly Trade[],
  openTrades: readonly OpenTrade[],
): Presence {
  const bars = time.length
  // changes first, which are then added up in place
  const positions = new Int32Array(bars + 1)
  const passing = new Set<number>()
  const at = barFinder(time)
  for (const { entryTime, exitTime } of trades) {
    const from = at(entryTime)
    const to = at(exitTime)
    if (to > from) {
      positions[from]!++
      positions[to]!--
    } else if (from < bars) passing.add(from)
  }
  for (const { entryTime } of openTrades) positions[at(entryTime)]!++
  let now = 0
  let barsIn = 0
  let most = 0
  let sum = 0
  for (let bar = 0; bar < bars; bar++) {
    now += positions[bar]!
    positions[bar] = now
    if (now === 0) continue
    barsIn++
    sum += now
    if (now > most) most = now
  }
  for (const bar of passing)
    if (positions[bar] === 0) {
      barsIn++
      if (most === 0) most = 1
    }
  return { positions: positions.subarray(0, bars), barsIn, most, sum }
}
