/** A fall below an earlier peak, until equity is back there or the bars end. */
export interface DrawdownEpisode {
  readonly peakBar: number
  readonly valleyBar: number
  /** The first bar back at the peak; the last bar of all where it never got there. */
  readonly endBar: number
  readonly recovered: boolean
  /** Share of the peak lost at the valley: above 1 when equity is below zero. */
  readonly depth: number
}

export interface Drawdowns {
  readonly episodes: readonly DrawdownEpisode[]
  /** Null without one. */
  readonly deepest: DrawdownEpisode | null
  /** The most lost below a peak in money; not always on the deepest episode. */
  readonly money: number
  readonly peak: number
  readonly lowest: number
}

/** Walks equity once. The first peak is the equity the run began with. */
export function drawdownsOf(equity: Float64Array, startEquity: number): Drawdowns {
  const episodes: DrawdownEpisode[] = []
  let peak = startEquity
  let peakBar = 0
  let valley = startEquity
  let valleyBar = -1
  let money = 0
  let lowest = startEquity
  const close = (endBar: number, recovered: boolean) => {
    episodes.push({ peakBar, valleyBar, endBar, recovered, depth: 1 - valley / peak })
    money = Math.max(money, peak - valley)
    lowest = Math.min(lowest, valley)
  }
  for (let bar = 0; bar < equity.length; bar++) {
    const value = equity[bar]!
    if (value >= peak) {
      if (valleyBar >= 0) close(bar, true)
      peak = value
      peakBar = bar
      valleyBar = -1
      valley = value
    } else if (value < valley || valleyBar < 0) {
      valley = value
      valleyBar = bar
    }
  }
  if (valleyBar >= 0) close(equity.length - 1, false)
  const deepest = episodes.reduce<DrawdownEpisode | null>(
    (most, episode) => (most && most.depth >= episode.depth ? most : episode),
    null,
  )
  return { episodes, deepest, money, peak, lowest }
}

/** Share of the peak so far that is lost, at every point. */
export function underwater(equity: Float64Array, startEquity: number): Float64Array {
  const lost = new Float64Array(equity.length)
  let peak = startEquity
  for (let at = 0; at < equity.length; at++) {
    const value = equity[at]!
    if (value > peak) peak = value
    else lost[at] = 1 - value / peak
  }
  return lost
}

/** The largest share lost, where the low of each bar is held against the peaks of the closes before it. */
export function deepestWithin(equity: Float64Array, worst: Float64Array, startEquity: number): number {
  let peak = startEquity
  let deepest = 0
  for (let bar = 0; bar < equity.length; bar++) {
    const lost = 1 - Math.min(worst[bar]!, equity[bar]!) / peak
    if (lost > deepest) deepest = lost
    if (equity[bar]! > peak) peak = equity[bar]!
  }
  return deepest
}
