import fc from 'fast-check'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { SettingsInput } from '@/server/engine/backtest/settings'
import { NO_SIGNALS, type SignalColumns } from '@/server/engine/backtest/signals'

/** Bars that jump about enough to reach every order, in whole ticks of 0.01. */
export function wildBars(count: number, seed: number, startMs = Date.UTC(2024, 0, 1)): BarColumns {
  const next = seeded(seed)
  const column = () => new Float64Array(count)
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()]
  const round = (price: number) => Math.round(price * 100) / 100
  let price = 50 + 100 * next()
  for (let bar = 0; bar < count; bar++) {
    const from = price * (1 + (next() - 0.5) * 0.03)
    const to = from * (1 + (next() - 0.5) * 0.06)
    time[bar] = startMs + bar * 86_400_000
    open[bar] = round(from)
    close[bar] = round(to)
    high[bar] = round(Math.max(from, to) * (1 + next() * 0.02))
    low[bar] = round(Math.min(from, to) * (1 - next() * 0.02))
    volume[bar] = 1_000
    price = Math.max(5, to)
  }
  return { time, open, high, low, close, volume }
}

export interface Mood {
  readonly entries: number
  readonly exits: number
  readonly limits: boolean
  readonly stops: boolean
  readonly targets: boolean
  readonly trails: boolean
}

/** Signals thrown by dice, with prices around the close. */
export function wildSignals({ close }: BarColumns, seed: number, mood: Mood): SignalColumns {
  const next = seeded(seed)
  const count = close.length
  const flags = (chance: number) => Float64Array.from({ length: count }, () => (next() < chance ? 1 : 0))
  const long = flags(mood.entries)
  const short = flags(mood.entries).map((flag, bar) => (long[bar] === 1 ? 0 : flag))
  const around = (away: number, wanted: boolean) =>
    wanted
      ? close.map((price, bar) =>
          next() < 0.3 ? Number.NaN : Math.round(price * (1 + (short[bar] === 1 ? -away : away)) * 100) / 100,
        )
      : null
  return {
    ...NO_SIGNALS,
    long,
    short,
    exitLong: flags(mood.exits),
    exitShort: flags(mood.exits),
    limitPrice: around(-0.01, mood.limits),
    stopPrice: around(-0.04, mood.stops),
    targetPrice: around(0.03, mood.targets),
    trailDistance: mood.trails ? close.map(price => Math.round(price * 5) / 100) : null,
    score: Float64Array.from({ length: count }, () => Math.floor(next() * 4)),
  }
}

export const mood: fc.Arbitrary<Mood> = fc.record({
  entries: fc.constantFrom(0.05, 0.2, 0.6),
  exits: fc.constantFrom(0, 0.1, 0.3),
  limits: fc.boolean(),
  stops: fc.boolean(),
  targets: fc.boolean(),
  trails: fc.boolean(),
})

export const wildSettings: fc.Arbitrary<SettingsInput> = fc.record(
  {
    commission: fc.constantFrom(
      {},
      { percent: 0.1 },
      { percent: 0.05, fixed: 1 },
      { perUnit: 0.01 },
      { maker: 0.01, taker: 0.07 },
    ),
    slippage: fc.constantFrom({ bps: 0 }, { bps: 5 }),
    sizing: fc.constantFrom(
      { equityFraction: 1 },
      { equityFraction: 0.3 },
      { units: 3 },
      { notional: 2_500 },
      { riskPerTrade: 0.01 },
      { freeFraction: 0.5 },
    ),
    lot: fc.constantFrom(1, 0.01, 1e-8),
    exclusive: fc.boolean(),
    pyramiding: fc.constantFrom(1, 1, 3),
    allowShort: fc.boolean(),
    leverage: fc.constantFrom(1, 1, 10),
    moveStops: fc.boolean(),
    limitFill: fc.constantFrom('touch' as const, 'through' as const),
    timeStop: fc.constantFrom(3, 10),
    entryOrder: fc.constantFrom({ bars: 2 }, { replace: false }),
    maintenancePercent: fc.constantFrom(0, 5),
  },
  { requiredKeys: ['commission', 'sizing'] },
)
