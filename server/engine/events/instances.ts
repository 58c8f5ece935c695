import { periodOf } from '../backtest/period'
import type { Instrument } from '../backtest/portfolio'
import type { Settings } from '../backtest/settings'
import type { EventSettings } from './settings'

/** Instances of all symbols as columns, by symbol and then by bar. */
export interface Instances {
  readonly count: number
  /** Which instrument. */
  readonly of: Int32Array
  readonly bar: Int32Array
  /** 1 long, -1 short. */
  readonly direction: Int8Array
  readonly leftOut: { readonly streak: number; readonly near: number; readonly conflict: number }
}

/** Rows of an instrument on which signals count, and past which there is no price. */
export interface Stretch {
  readonly from: number
  readonly end: number
}

export function stretchOf(
  { bars, tradable = 0 }: Pick<Instrument, 'bars' | 'tradable'>,
  settings: Pick<Settings, 'from' | 'to'>,
): Stretch {
  const { start, end } = periodOf(bars.time, settings)
  return { from: Math.max(start, tradable), end }
}

/** Where rules fire: entries as an account would take them, one for each streak or each bar, apart from each other as asked. */
export function instancesOf(
  instruments: readonly Instrument[],
  settings: Pick<Settings, 'from' | 'to' | 'allowShort'>,
  { streaks, apart }: EventSettings,
): Instances {
  const of: number[] = []
  const bars: number[] = []
  const directions: number[] = []
  const leftOut = { streak: 0, near: 0, conflict: 0 }
  for (const [at, instrument] of instruments.entries()) {
    const { from, end } = stretchOf(instrument, settings)
    const { long, short, exitLong, exitShort } = instrument.signals
    let before = 0
    let last = -Infinity
    for (let bar = from; bar < end; bar++) {
      // a rule that wants in and out at once wants out
      const buys = long?.[bar] === 1 && exitLong?.[bar] !== 1
      const sells = settings.allowShort && short?.[bar] === 1 && exitShort?.[bar] !== 1
      const fires = buys && sells ? 0 : buys ? 1 : sells ? -1 : 0
      if (buys && sells) leftOut.conflict++
      const goesOn = fires !== 0 && fires === before
      before = fires
      if (fires === 0) continue
      if (goesOn && streaks === 'first') leftOut.streak++
      else if (bar - last < apart) leftOut.near++
      else {
        of.push(at)
        bars.push(bar)
        directions.push(fires)
        last = bar
      }
    }
  }
  return {
    count: bars.length,
    of: Int32Array.from(of),
    bar: Int32Array.from(bars),
    direction: Int8Array.from(directions),
    leftOut,
  }
}
