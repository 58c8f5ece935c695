import type { BarColumns } from '@/sandbox/ir/bars'
import type { Instrument } from '@/server/engine/backtest/portfolio'
import type { Outcome } from '@/server/engine/backtest/result'
import { type Settings, type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import { type RankInput, RankPortfolio } from '@/server/engine/rank/rankPortfolio'
import type { RankSettings } from '@/server/engine/rank/settings'

export const DAY_MS = 86_400_000
const START = Date.UTC(2024, 0, 1)

/** Daily bars that open and close at these prices; null is a day without a bar. */
export function days(prices: readonly (readonly [open: number, close: number] | null)[]): BarColumns {
  const rows = prices.flatMap((price, day) => (price ? [{ day, open: price[0], close: price[1] }] : []))
  const of = (read: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, read)
  return {
    time: of(({ day }) => START + day * DAY_MS),
    open: of(({ open }) => open),
    high: of(({ open, close }) => Math.max(open, close)),
    low: of(({ open, close }) => Math.min(open, close)),
    close: of(({ close }) => close),
    volume: of(() => 1),
  }
}

export const flat = (price: number, count: number) =>
  days(Array.from({ length: count }, () => [price, price] as const))

export const ranked = (
  symbol: string,
  bars: BarColumns,
  score: readonly number[] | Float64Array,
  more: { readonly filter?: readonly number[]; readonly tradable?: number } = {},
): Instrument => ({
  symbol,
  bars,
  signals: {
    ...NO_SIGNALS,
    score: Float64Array.from(score),
    long: more.filter ? Float64Array.from(more.filter) : null,
  },
  tradable: more.tradable ?? 0,
})

export type RankAsked = SettingsInput & { readonly rank: SettingsInput['rank'] }

export const rankSettings = (given: RankAsked): RankInput['settings'] => {
  const settings: Settings = settingsOf({ cash: 1_000, commission: {}, lot: 1, mode: 'rank', ...given })
  return { ...settings, rank: settings.rank as RankSettings } // mode 'rank' has them
}

export const rank = (instruments: readonly Instrument[], given: RankAsked): Outcome =>
  new RankPortfolio({ instruments, settings: rankSettings(given) }).finish()
