import type { BarColumns } from '@/sandbox/ir/bars'
import type { Instrument } from '@/server/engine/backtest/portfolio'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import type { EventSettings } from '@/server/engine/events/settings'
import type { EventStudy } from '@/server/engine/events/study'
import { studyEvents } from '@/server/engine/events/studyEvents'

export interface Firing {
  readonly long?: readonly number[]
  readonly short?: readonly number[]
  readonly exitLong?: readonly number[]
}

/** An instrument whose rule fires on these bars. */
export function fired(symbol: string, bars: BarColumns, firing: Firing, tradable = 0): Instrument {
  const flags = (on: readonly number[] | undefined) => {
    if (!on) return null
    const column = new Float64Array(bars.time.length)
    for (const bar of on) column[bar] = 1
    return column
  }
  const { long, short, exitLong } = firing
  return {
    symbol,
    bars,
    signals: { ...NO_SIGNALS, long: flags(long), short: flags(short), exitLong: flags(exitLong) },
    tradable,
  }
}

export function study(
  instruments: readonly Instrument[],
  events: SettingsInput['events'],
  more: SettingsInput = {},
): EventStudy {
  const settings = settingsOf({ mode: 'events', ...(events && { events }), ...more })
  return studyEvents({
    instruments,
    settings: { ...settings, events: settings.events as EventSettings }, // mode 'events' has them
  })
}
