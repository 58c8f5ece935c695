import type { Tier } from '../backtests/limits'
import { refuse } from '../errors'

interface Limit {
  /** Trials of one search, those of every window together. */
  readonly trials: number
  /** Bars that all its trials read: trials × bars of all symbols. */
  readonly work: number
  /** Bars of all symbols that it holds in memory. */
  readonly bars: number
  readonly symbols: number
  /** Searches of a workspace that wait or run at one time. */
  readonly waiting: number
  /** Searches that are kept, with their trials. */
  readonly kept: number
}

/** How large a search a plan runs. */
export const LIMITS: Readonly<Record<Tier, Limit>> = {
  free: { trials: 2_500, work: 250_000_000, bars: 1_000_000, symbols: 50, waiting: 2, kept: 50 },
  pro: { trials: 20_000, work: 10_000_000_000, bars: 5_000_000, symbols: 500, waiting: 5, kept: 1_000 },
  elite: {
    trials: 100_000,
    work: 100_000_000_000,
    bars: 15_000_000,
    symbols: 1_000,
    waiting: 20,
    kept: 10_000,
  },
}

export interface Size {
  readonly trials: number
  readonly symbols: number
  /** Of all symbols together, the warm-up included. */
  readonly bars: number
  /** Bars that all trials read. */
  readonly work: number
}

const shown = (count: number) => count.toLocaleString('en-US')

/** Why a search is too large for a plan; null: it is not. */
export function tooLarge(tier: Tier, { trials, symbols, bars, work }: Size): string | null {
  const limit = LIMITS[tier]
  if (trials > limit.trials)
    return `The ${tier} plan tries ${shown(limit.trials)} combinations at once, and these are ${shown(trials)}. Take larger steps, fewer parameters or a random search, or move to a larger plan.`
  if (symbols > limit.symbols)
    return `The ${tier} plan searches over ${shown(limit.symbols)} symbols at once, and this universe holds ${shown(symbols)}. Narrow it, or move to a larger plan.`
  if (bars > limit.bars)
    return `The ${tier} plan searches over ${shown(limit.bars)} bars at once, and these ${shown(symbols)} symbols have ${shown(bars)}. Take a shorter period, a slower timeframe or fewer symbols, or move to a larger plan.`
  if (work > limit.work)
    return `The ${tier} plan reads ${shown(limit.work)} bars in one search, and ${shown(trials)} trials would read ${shown(work)}. Try fewer combinations, a shorter period or fewer symbols, or move to a larger plan.`
  return null
}

export function refuseTooLarge(tier: Tier, size: Size): void {
  const reason = tooLarge(tier, size)
  if (reason) refuse('TIER_LIMIT', reason, { ...size })
}

export function refuseTooMany(tier: Tier, waiting: number, kept: number): void {
  const limit = LIMITS[tier]
  if (kept >= limit.kept)
    refuse(
      'TIER_LIMIT',
      `The ${tier} plan keeps ${shown(limit.kept)} searches, and all are in use. Remove some, or move to a larger plan.`,
      { limit: limit.kept, kept },
    )
  if (waiting >= limit.waiting)
    refuse(
      'TIER_LIMIT',
      `${shown(waiting)} searches of this workspace wait or run, as many as the ${tier} plan has at one time. Pause or cancel one, or try again when one is done.`,
      { limit: limit.waiting, waiting },
    )
}
