import type { OpenTrade, Trade } from '../backtest/result'

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
  const change = new Int32Array(bars + 1)
  const passing = new Uint8Array(bars)
  let hint = 0
  const at = (moment: number): number => {
    hint = barAt(time, moment, hint)
    return hint
  }
  for (const { entryTime, exitTime } of trades) {
    const from = at(entryTime)
    const to = at(exitTime)
    if (to > from) {
      change[from]!++
      change[to]!--
    } else if (from < bars) passing[from] = 1
  }
  for (const { entryTime } of openTrades) change[at(entryTime)]!++
  const positions = new Int32Array(bars)
  let now = 0
  let barsIn = 0
  let most = 0
  let sum = 0
  for (let bar = 0; bar < bars; bar++) {
    now += change[bar]!
    positions[bar] = now
    sum += now
    if (now > most) most = now
    if (now > 0 || passing[bar] === 1) barsIn++
  }
  return { positions, barsIn, most: Math.max(most, passing.includes(1) ? 1 : 0), sum }
}

/** The last bar that opens at or before a moment. Trades come nearly in order, so the search begins where the last one ended. */
function barAt(time: Float64Array, moment: number, hint: number): number {
  let low = hint < time.length && time[hint]! <= moment ? hint : 0
  let step = 1
  while (low + step < time.length && time[low + step]! <= moment) {
    low += step
    step *= 2
  }
  let high = Math.min(time.length, low + step)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (time[middle]! <= moment) low = middle
    else high = middle
  }
  return low
}
