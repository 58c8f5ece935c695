import { refuse } from '../errors'

export type Tier = 'free' | 'pro' | 'elite'

interface Limit {
  /** Of all symbols together, those before the period included. A bar takes 48 bytes while it is looked at. */
  readonly bars: number
  readonly symbols: number
  /** Backtests of a workspace that wait or run at one time. */
  readonly waiting: number
  /** Backtests that are kept, with their results. */
  readonly kept: number
}

/** How large a backtest a plan runs. */
export const LIMITS: Readonly<Record<Tier, Limit>> = {
  free: { bars: 2_000_000, symbols: 500, waiting: 5, kept: 300 },
  pro: { bars: 10_000_000, symbols: 2_000, waiting: 25, kept: 5_000 },
  elite: { bars: 30_000_000, symbols: 5_000, waiting: 100, kept: 50_000 },
}

const shown = (count: number) => count.toLocaleString('en-US')

export function refuseTooLarge(tier: Tier, symbols: number, bars: number): void {
  const limit = LIMITS[tier]
  if (symbols > limit.symbols)
    refuse(
      'TIER_LIMIT',
      `The ${tier} plan backtests ${shown(limit.symbols)} symbols at once, and this universe holds ${shown(symbols)}. Narrow it, or move to a larger plan.`,
      { limit: limit.symbols, symbols },
    )
  if (bars > limit.bars)
    refuse(
      'TIER_LIMIT',
      `The ${tier} plan backtests ${shown(limit.bars)} bars at once, and these ${shown(symbols)} symbols have ${shown(bars)}. Take a shorter period, a slower timeframe or fewer symbols, or move to a larger plan.`,
      { limit: limit.bars, bars, symbols },
    )
}

export function refuseTooMany(tier: Tier, waiting: number, kept: number): void {
  const most = LIMITS[tier].kept
  if (kept >= most)
    refuse(
      'TIER_LIMIT',
      `The ${tier} plan keeps ${shown(most)} backtests, and all are in use. Remove some, or move to a larger plan.`,
      { limit: most, kept },
    )
  const limit = LIMITS[tier].waiting
  if (waiting >= limit)
    refuse(
      'TIER_LIMIT',
      `${shown(waiting)} backtests of this workspace wait or run, as many as the ${tier} plan has at one time. Cancel one, or try again when one is done.`,
      { limit, waiting },
    )
}
