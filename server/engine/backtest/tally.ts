import type { Denied, DeniedReason, RunFacts, Side } from './result'

/** Denials listed one by one; the rest are only counted. */
const LISTED = 1_000

/** What a run counts along the way, for all of its instruments. */
export class Tally {
  readonly denied: Denied[] = []
  exposedBars = 0
  entries = 0
  ambiguousBars = 0
  replayedBars = 0
  touchedFills = 0
  gapFills = 0
  marginCalls = 0
  /** Units. */
  slippage = 0
  denials = 0

  deny(symbol: string, side: Side, bar: number, time: number, reason: DeniedReason): void {
    if (this.denials++ < LISTED) this.denied.push({ symbol, side, bar, time, reason })
  }

  facts(
    rest: Pick<RunFacts, 'bars' | 'firstTradableBar' | 'rejected' | 'waitingAtEnd' | 'slippagePaid'>,
  ): RunFacts {
    const { exposedBars, entries, ambiguousBars, replayedBars, touchedFills, gapFills, marginCalls } = this
    return {
      ...rest,
      exposedBars,
      entries,
      ambiguousBars,
      replayedBars,
      touchedFills,
      gapFills,
      marginCalls,
      denied: this.denials,
    }
  }
}
