import type { BarColumns } from '@/sandbox/ir/bars'
import type { PositionView } from '@/server/engine/backtest/bookSetup'
import type { Outcome } from '@/server/engine/backtest/result'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS, type SignalColumns } from '@/server/engine/backtest/signals'
import { Simulation } from '@/server/engine/backtest/simulate'

const NAMES = [
  'long',
  'short',
  'exitLong',
  'exitShort',
  'limitPrice',
  'entryStop',
  'stopPrice',
  'targetPrice',
  'trailDistance',
  'size',
  'quantity',
  'portion',
  'score',
] as const satisfies readonly (keyof SignalColumns)[]

/** What a rule says at one bar's close; what it leaves out is missing. */
export type Said = Partial<Record<(typeof NAMES)[number], number | boolean>>

export interface Look {
  readonly position: PositionView
  readonly free: number
  readonly isWaiting: boolean
}

/** Trades by a rule that looks at its position before it says what it wants, bar by bar. */
export function drive(
  bars: BarColumns,
  settings: SettingsInput,
  rule: (bar: number, look: Look) => Said,
): Outcome {
  const columns = Object.fromEntries(
    NAMES.map(name => [name, new Float64Array(bars.time.length).fill(Number.NaN)]),
  ) as Record<(typeof NAMES)[number], Float64Array>
  const simulation = new Simulation({
    symbol: 'TEST',
    bars,
    signals: columns,
    settings: settingsOf(settings),
  })
  for (let bar = 0; bar < bars.time.length; bar++) {
    simulation.advance(bar + 1)
    const { position, free, isWaiting } = simulation
    for (const [name, value] of Object.entries(rule(bar, { position, free, isWaiting })))
      columns[name as keyof Said & keyof typeof columns][bar] = Number(value)
  }
  return simulation.finish()
}

/** What is said on few bars, as columns. */
export function said(bars: number, at: Readonly<Record<number, Said>>): SignalColumns {
  const columns: { -readonly [Name in keyof SignalColumns]: SignalColumns[Name] } = { ...NO_SIGNALS }
  for (const [bar, words] of Object.entries(at))
    for (const [name, value] of Object.entries(words)) {
      const key = name as keyof Said
      columns[key] ??= new Float64Array(bars).fill(Number.NaN)
      columns[key][Number(bar)] = Number(value)
    }
  return columns
}

/** Daily bars of open, high, low and close. */
export function barsOf(rows: readonly (readonly number[])[]): BarColumns {
  const column = (at: number) => Float64Array.from(rows, row => row[at] ?? 0)
  return {
    time: Float64Array.from(rows, (_, bar) => Date.UTC(2024, 0, 1 + bar)),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
  }
}
