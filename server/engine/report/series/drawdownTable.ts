import type { Facts } from '../facts'

export interface DrawdownRow {
  readonly depth: number
  /** Closes, UTC ms. */
  readonly peak: number
  readonly valley: number
  /** Null while it lasts. */
  readonly recovered: number | null
  readonly lastedMs: number
}

/** The deepest falls, deepest first. */
export const drawdownTable = (facts: Facts, most = 10): DrawdownRow[] =>
  facts.drawdowns.episodes
    .toSorted((a, b) => b.depth - a.depth)
    .slice(0, most)
    .map(({ peakBar, valleyBar, endBar, recovered, depth }) => ({
      depth,
      peak: facts.closeOf(peakBar),
      valley: facts.closeOf(valleyBar),
      recovered: recovered ? facts.closeOf(endBar) : null,
      lastedMs: facts.closeOf(endBar) - facts.closeOf(peakBar),
    }))
