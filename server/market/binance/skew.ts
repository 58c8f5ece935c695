import type { Rest, VenueWorld } from './rest'
import { serverTime } from './wire'

const SAMPLES = 3
const FRESH_MS = 10 * 60_000
/** Further apart than this, one of the two clocks has jumped since. */
const JUMP_MS = 5_000
const LEAST_APART_MS = 30_000

/** The venue's clock, read across the network. */
export interface VenueClock {
  /** The venue's present; this machine's own until it was measured. */
  readonly now: () => number
  /** Measures when the last measurement is old; a failure is an error only when there was none before. */
  readonly ready: (signal?: AbortSignal) => Promise<void>
  /** The venue just said that it is `time`: when that can't be, `ready` measures again. */
  readonly heard: (time: number) => void
  /** How far the venue's clock is ahead of this machine's. */
  readonly skewMs: () => number
}

export function venueClock(rest: Rest, world: VenueWorld): VenueClock {
  let skew = 0
  let measuredAt = Number.NEGATIVE_INFINITY
  let jumped = false
  let measuring: Promise<void> | null = null

  // Half of the way there and back is the error at most: the quickest of a few answers is the best one.
  async function measure(): Promise<void> {
    let best = Number.POSITIVE_INFINITY
    for (let sample = 0; sample < SAMPLES; sample++) {
      const sent = world.now()
      const answer = await rest.get('/api/v3/time', {}, 1, serverTime)
      const took = world.now() - sent
      if (took >= best) continue
      best = took
      skew = Math.round(answer.serverTime - (sent + took / 2))
    }
    measuredAt = world.now()
    jumped = false
  }

  // A machine's clock that was set back makes an old measurement look like one of the future.
  const age = () => Math.abs(world.now() - measuredAt)

  return {
    now: () => world.now() + skew,
    skewMs: () => skew,
    heard: time => {
      if (Math.abs(world.now() + skew - time) > JUMP_MS) jumped = true
    },
    ready: async signal => {
      if (age() < (jumped ? LEAST_APART_MS : FRESH_MS)) return
      measuring ??= measure().finally(() => {
        measuring = null
      })
      try {
        await measuring
      } catch (error) {
        if (measuredAt === Number.NEGATIVE_INFINITY) throw error
      }
      signal?.throwIfAborted()
    },
  }
}
