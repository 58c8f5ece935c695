import type { RankSettings } from './settings'
import { shared } from './weights'

/** A symbol that can be ranked at a close. */
export interface Candidate<Seat> {
  readonly seat: Seat
  readonly symbol: string
  readonly score: number
  /** Of its closes; only looked at when weights go by it. */
  readonly volatility: number
}

export interface Chosen<Seat> {
  readonly seat: Seat
  readonly symbol: string
  /** Part of equity; negative is short. */
  readonly weight: number
}

/** What holdings that can not be judged now take up on each side. */
export interface Occupied {
  readonly longs: number
  readonly shorts: number
  /** Parts of equity. */
  readonly long: number
  readonly short: number
}

/** Below it the price does not move: what is left is rounding. */
const STILL = 1e-12

/** Who is held, and with what part of equity: the best scores, equal ones by symbol, and where asked for the worst ones short. */
export function choose<Seat>(
  candidates: readonly Candidate<Seat>[],
  rank: RankSettings,
  invested: number,
  occupied: Occupied,
): Chosen<Seat>[] {
  const { top, shortBottom, weights, maxWeight } = rank
  const sorted = candidates
    .filter(({ volatility }) => weights !== 'inverseVolatility' || volatility > STILL)
    .sort((a, b) => b.score - a.score || (a.symbol < b.symbol ? -1 : 1))
  // no symbol on both sides
  const most = shortBottom ? Math.min(top, Math.floor(sorted.length / 2)) : top
  const side = shortBottom ? invested / 2 : invested
  const of = (direction: 1 | -1, those: readonly Candidate<Seat>[], taken: number): Chosen<Seat>[] => {
    const claims = those.map(({ score, volatility }) => {
      if (weights === 'equal') return 1
      return weights === 'score' ? Math.max(0, direction * score) : 1 / volatility
    })
    const parts = shared(claims, Math.max(0, side - taken), maxWeight)
    return those.flatMap(({ seat, symbol }, at) => {
      const part = parts[at] ?? 0
      return part > 0 ? [{ seat, symbol, weight: direction * part }] : []
    })
  }
  const longs = sorted.slice(0, Math.max(0, Math.min(most, top - occupied.longs)))
  const shorts = shortBottom
    ? sorted.slice(Math.max(longs.length, sorted.length - Math.max(0, Math.min(most, top - occupied.shorts))))
    : []
  return [...of(1, longs, occupied.long), ...of(-1, shorts, occupied.short)]
}
