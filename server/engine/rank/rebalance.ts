/** A symbol's part of equity that a rebalance asks for; a short one is negative. */
export interface Holding {
  readonly symbol: string
  readonly weight: number
}

/** One decision about what to hold, made at a close and filled at each symbol's next open. */
export interface Rebalance {
  /** Counted in the run's equity. */
  readonly bar: number
  /** Open of that bar. */
  readonly time: number
  /** Symbols that could be ranked. */
  readonly ranked: number
  /** Best score first, shorts last. */
  readonly holdings: readonly Holding[]
  /** Holdings without a bar at that close, which kept their place. */
  readonly kept: readonly string[]
  /** Money bought and sold by it, as a part of equity at the decision. */
  readonly turnover: number
}

/** What a rank run tells beside its trades. */
export interface RankOutcome {
  readonly count: number
  /** Mean of all of them. */
  readonly turnover: number | null
  /** Times that a holding had no bar at a rebalance, and of them those that ended the holding. */
  readonly keptWithoutBar: number
  readonly leftWithoutBar: number
  /** The first of them. */
  readonly rebalances: readonly Rebalance[]
}
