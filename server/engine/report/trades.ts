import type { ExitReason, Trade } from '../backtest/result'
import { type Moments, momentsOf } from './moments'

/** Sums over some of the trades. */
export interface TradeSums {
  readonly count: number
  readonly pnl: number
  readonly bars: number
  readonly ms: number
}

interface Streaks {
  readonly wins: number
  readonly losses: number
  /** Wins in a row at the end; losses negative. */
  readonly now: number
  /** The most money lost in a row: at most 0. */
  readonly worstMoney: number
}

/** Over all trades, in money before fees. */
interface Excursions {
  readonly adverse: number
  readonly worst: number
  readonly favourable: number
  readonly best: number
  /** Of trades whose price moved at all: how many, and sums of where in their range they began and ended, best as 1. */
  readonly moved: number
  readonly entryRank: number
  readonly exitRank: number
}

const SUMS = { count: 0, pnl: 0, bars: 0, ms: 0 }

/** Trades as columns, in the order in which they ended. */
export class TradeFacts {
  readonly list: readonly Trade[]
  readonly pnl: Float64Array
  /** As fractions. */
  readonly returns: Float64Array
  readonly wins: TradeSums
  readonly losses: TradeSums
  readonly all: TradeSums
  readonly long: TradeSums & { readonly wins: number }
  readonly short: TradeSums & { readonly wins: number }
  readonly fees: number
  /** Money moved at entries and exits. */
  readonly turnover: number
  readonly ambiguous: number
  readonly streaks: Streaks
  /** The largest fall of the summed profits below an earlier peak of theirs. */
  readonly closedFall: { readonly money: number; readonly share: number }
  /** How long each was held, in ms. */
  readonly durations: Float64Array
  readonly excursions: Excursions
  /** Sum of what each brought before fees, as a share of the money at entry. */
  readonly sharesBeforeFees: number
  readonly #byReason = new Map<ExitReason, number>()
  #pnlMoments: Moments | undefined
  #returnMoments: Moments | undefined
  #sortedPnl: Float64Array | undefined
  #multiples: Float64Array | undefined

  constructor(trades: readonly Trade[], startEquity: number) {
    this.list = inOrder(trades)
    const count = trades.length
    const pnl = new Float64Array(count)
    const returns = new Float64Array(count)
    const wins = { ...SUMS }
    const losses = { ...SUMS }
    const all = { ...SUMS }
    const long = { ...SUMS, wins: 0 }
    const short = { ...SUMS, wins: 0 }
    const run = { wins: 0, losses: 0, now: 0, money: 0, worstMoney: 0 }
    const durations = new Float64Array(count)
    const excursions = { adverse: 0, worst: 0, favourable: 0, best: 0, moved: 0, entryRank: 0, exitRank: 0 }
    let sharesBeforeFees = 0
    let fees = 0
    let turnover = 0
    let ambiguous = 0
    let peak = startEquity
    let fall = 0
    let fallShare = 0
    for (let at = 0; at < count; at++) {
      const trade = this.list[at]!
      const profit = trade.pnl
      pnl[at] = profit
      returns[at] = trade.returnPct / 100
      add(all, trade)
      const side = trade.side === 'long' ? long : short
      add(side, trade)
      if (profit > 0) {
        add(wins, trade)
        side.wins++
        run.now = Math.max(run.now, 0) + 1
        run.money = 0
        if (run.now > run.wins) run.wins = run.now
      } else if (profit < 0) {
        add(losses, trade)
        run.now = Math.min(run.now, 0) - 1
        run.money += profit
        if (-run.now > run.losses) run.losses = -run.now
        if (run.money < run.worstMoney) run.worstMoney = run.money
      } else {
        run.now = 0
        run.money = 0
      }
      fees += trade.fees
      turnover += trade.quantity * (trade.entryPrice + trade.exitPrice)
      sharesBeforeFees += (profit + trade.fees) / (trade.entryPrice * trade.quantity)
      durations[at] = trade.exitTime - trade.entryTime
      excursions.adverse += trade.mae
      excursions.favourable += trade.mfe
      const range = trade.mfe - trade.mae
      if (range > 0) {
        excursions.moved++
        excursions.entryRank += trade.mfe / range
        excursions.exitRank += Math.min(1, Math.max(0, (profit + trade.fees - trade.mae) / range))
      }
      if (trade.mae < excursions.worst) excursions.worst = trade.mae
      if (trade.mfe > excursions.best) excursions.best = trade.mfe
      if (trade.ambiguous) ambiguous++
      this.#byReason.set(trade.exitReason, (this.#byReason.get(trade.exitReason) ?? 0) + 1)
      const closed = startEquity + all.pnl
      if (closed > peak) peak = closed
      if (peak - closed > fall) fall = peak - closed
      if (1 - closed / peak > fallShare) fallShare = 1 - closed / peak
    }
    this.pnl = pnl
    this.returns = returns
    this.wins = wins
    this.losses = losses
    this.all = all
    this.long = long
    this.short = short
    this.durations = durations
    this.excursions = excursions
    this.sharesBeforeFees = sharesBeforeFees
    this.fees = fees
    this.turnover = turnover
    this.ambiguous = ambiguous
    this.streaks = { wins: run.wins, losses: run.losses, now: run.now, worstMoney: run.worstMoney }
    this.closedFall = { money: fall, share: fallShare }
  }

  get count(): number {
    return this.list.length
  }

  get exitReasons(): ReadonlyMap<ExitReason, number> {
    return this.#byReason
  }

  get pnlMoments(): Moments {
    this.#pnlMoments ??= momentsOf(this.pnl)
    return this.#pnlMoments
  }

  get returnMoments(): Moments {
    this.#returnMoments ??= momentsOf(this.returns)
    return this.#returnMoments
  }

  /** Profits, worst first. */
  get sortedPnl(): Float64Array {
    this.#sortedPnl ??= this.pnl.slice().sort()
    return this.#sortedPnl
  }

  /** Profit in multiples of what the first stop put at risk, for the trades that had one. */
  get multiples(): Float64Array {
    this.#multiples ??= multiplesOf(this.list)
    return this.#multiples
  }

  /** Profits over losses once the best trades are left out; null where no loss is left to divide by. */
  profitFactorWithoutBest(most: number): number | null {
    const best = this.sortedPnl.subarray(Math.max(0, this.count - most))
    const without = best.reduce((sum, profit) => sum + Math.max(0, profit), 0)
    // a sum less some of its parts may end a rounding below zero
    return this.losses.count === 0 || best.length === this.count
      ? null
      : Math.max(0, this.wins.pnl - without) / -this.losses.pnl
  }
}

function add(sums: { count: number; pnl: number; bars: number; ms: number }, trade: Trade): void {
  sums.count++
  sums.pnl += trade.pnl
  sums.bars += trade.exitBar - trade.entryBar
  sums.ms += trade.exitTime - trade.entryTime
}

function multiplesOf(trades: readonly Trade[]): Float64Array {
  const multiples = new Float64Array(trades.length)
  let count = 0
  for (const { pnl, risk } of trades) if (risk !== null && risk > 0) multiples[count++] = pnl / risk
  return multiples.subarray(0, count)
}

/** Sorted only if it must be: simulators end trades in order. */
function inOrder(trades: readonly Trade[]): readonly Trade[] {
  for (let at = 1; at < trades.length; at++)
    if (trades[at]!.exitTime < trades[at - 1]!.exitTime)
      return trades.toSorted((a, b) => a.exitTime - b.exitTime)
  return trades
}
