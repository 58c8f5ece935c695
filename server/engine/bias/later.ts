import type { Ask } from '../backtest/bookSetup'
import { periodOf } from '../backtest/period'
import type { Instrument } from '../backtest/portfolio'
import type { Settings } from '../backtest/settings'
import { moved, type SignalColumns } from '../backtest/signals'
import { delayed } from './variants'

/** The same instruments, each traded by what its rule said a bar earlier. Only words of the period itself are heard. */
export function oneBarLate(instrument: Instrument, settings: Pick<Settings, 'from' | 'to'>): Instrument {
  const { bars, signals, asking, tradable = 0 } = instrument
  const heard = { ...instrument, tradable: Math.max(periodOf(bars.time, settings).start, tradable) + 1 }
  return asking ? { ...heard, ...askedLate({ signals, asking }) } : { ...heard, signals: delayed(signals, 1) }
}

/** A rule that is asked bar by bar sees its position as it is; only its answer comes late. */
function askedLate({
  signals,
  asking,
}: Required<Pick<Instrument, 'signals' | 'asking'>>): Required<Pick<Instrument, 'signals' | 'asking'>> {
  const pairs: { readonly said: Float64Array; readonly late: Float64Array }[] = []
  const lateOf = (said: Float64Array): Float64Array => {
    const late = new Float64Array(said.length).fill(Number.NaN)
    pairs.push({ said, late })
    return late
  }
  const late: SignalColumns = moved(signals, lateOf)
  return {
    signals: late,
    asking: (): Ask => {
      const ask = asking()
      let before = -1
      return (bar, position) => {
        ask(bar, position)
        // what stands before the first bar of this run is another run's
        for (const each of pairs) each.late[bar] = before >= 0 ? (each.said[before] as number) : Number.NaN
        before = bar
      }
    },
  }
}
