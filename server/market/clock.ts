/** How venue time runs against real time; `speed` 1 is real time itself. */
export interface MarketPace {
  readonly speed: number
  /** The real instant (UTC ms) at which a sped-up market left real time. Ignored at speed 1. */
  readonly anchor: number
}

/** The venue's present at the real instant `now`. */
export const marketTime = (pace: MarketPace, now: number): number =>
  pace.speed === 1 ? now : pace.anchor + (now - pace.anchor) * pace.speed

/** Real milliseconds until the venue's clock shows `time`. */
export const realWaitMs = (pace: MarketPace, now: number, time: number): number =>
  Math.max(0, (time - marketTime(pace, now)) / pace.speed)
