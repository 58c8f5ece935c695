import { periodOf } from '../backtest/period'
import type { Instrument } from '../backtest/portfolio'
import type { Settings } from '../backtest/settings'
import { barFinder } from '../report/barFinder'
import { type Usual, usualReturn } from './baseline'
import { Groups } from './groups'
import { horizonRow } from './horizon'
import { type Instances, instancesOf, type Stretch, stretchOf } from './instances'
import { momentsOfAll } from './overlap'
import { pathOf } from './path'
import { Fate } from './returns'
import type { EventSettings } from './settings'
import { Sheet } from './sheet'
import type { EventStudy, Occurrence } from './study'

export interface EventsInput {
  readonly instruments: readonly Instrument[]
  readonly settings: Settings & { readonly events: EventSettings }
}

/** Instances told one by one; of more, the last symbols' are only counted. */
const LISTED = 100_000

/**
 * What prices did after a rule fired, without an account: from each instance's next open to the close of each horizon, beside what any
 * bar of the same symbols gave. The order instruments are given in changes nothing.
 */
export function studyEvents({ instruments: given, settings }: EventsInput): EventStudy {
  const { horizons, before } = settings.events
  const instruments = [...given].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
  const stretches = instruments.map(each => stretchOf(each, settings))
  const instances = instancesOf(instruments, settings, settings.events)
  const { count, of, bar, direction, leftOut } = instances
  const times = momentsOfAll(instruments.map(({ bars }) => bars.time))
  const symbols = new Groups(horizons.length)
  const years = new Groups(horizons.length)
  const year = new Int16Array(count)
  const occurrences: Told[] = []
  for (let n = 0; n < count; n++) {
    const { symbol, bars } = instruments[of[n] as number] as Instrument
    const { end } = stretches[of[n] as number] as Stretch
    const at = bar[n] as number
    const opens = bars.time[at] as number
    year[n] = new Date(opens).getUTCFullYear()
    symbols.count(symbol)
    years.count(String(year[n]))
    if (n < LISTED)
      occurrences.push({
        symbol,
        side: direction[n] === 1 ? 'long' : 'short',
        bar: at,
        time: opens,
        entry_time: at + 1 < end ? (bars.time[at + 1] as number) : null,
        entry_price: at + 1 < end ? (bars.open[at + 1] as number) : null,
        returns: [],
        mfe: null,
        mae: null,
      })
  }
  const momentOf = barFinder(times)
  const fate = new Fate()
  const sheet = new Sheet(count)
  const rows = horizons.map((horizon, k) => {
    sheet.clear()
    let usual: Usual | null = null
    for (let n = 0; n < count; n++) {
      const which = of[n] as number
      const { symbol, bars } = instruments[which] as Instrument
      const stretch = stretches[which] as Stretch
      const at = bar[n] as number
      const way = direction[n] as number
      // instances stand by symbol
      if (which !== of[n - 1]) usual = null
      fate.follow(bars, stretch, at, way, horizon)
      const { value, mfe, mae } = fate
      const told = occurrences[n]
      if (told) {
        told.returns.push(orNull(value))
        told.mfe = orNull(mfe)
        told.mae = orNull(mae)
      }
      if (Number.isNaN(value)) continue
      usual ??= usualReturn(bars, stretch, horizon)
      const hits = way === 1 ? usual.above : usual.below
      sheet.add(value, way * usual.average, hits, mfe, mae, momentOf(bars.time[at + 1] as number))
      symbols.add(symbol, k, value)
      years.add(String(year[n]), k, value)
    }
    const columns = sheet.columns()
    return horizonRow({ horizon, missing: count - columns.returns.length, ...columns, moments: times.length })
  })
  const longest = horizons.at(-1) ?? 1
  const inside = periodOf(times, settings)
  const main = rows.at(-1)
  return {
    period: {
      from: inside.end > inside.start ? (times[inside.start] ?? null) : null,
      to: inside.end > inside.start ? (times[inside.end - 1] ?? null) : null,
      bars: inside.end - inside.start,
    },
    horizon: longest,
    instances: count,
    hit_rate: main?.hit_rate ?? null,
    average_return: main?.average_return ?? null,
    long: longsOf(instances),
    short: count - longsOf(instances),
    left_out: leftOut,
    cost: roundTrip(settings),
    horizons: rows,
    path: pathOf(instruments, stretches, instances, before, longest),
    symbols: symbols.told(),
    years: years.told(),
    occurrences: occurrences.sort(
      (a, b) => a.time - b.time || (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0),
    ),
  }
}

/** An occurrence whose returns are still being added, horizon by horizon: what is seen last is over the longest. */
interface Told extends Omit<Occurrence, 'returns' | 'mfe' | 'mae'> {
  readonly returns: (number | null)[]
  mfe: number | null
  mae: number | null
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const longsOf = ({ direction }: Instances): number =>
  direction.reduce((longs, way) => longs + (way === 1 ? 1 : 0), 0)

/** Entry and exit at market, as a part of the price; null where a part of it depends on how much is traded. */
function roundTrip({ commission, slippage, spread }: Settings): number | null {
  if (commission.fixed || commission.perUnit || slippage.ticks) return null
  const fee = (commission.taker ?? commission.percent ?? 0) / 100
  return 2 * fee + (2 * (slippage.bps ?? 0)) / 10_000 + (spread.bps ?? 0) / 10_000
}
