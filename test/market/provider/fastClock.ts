import { setTimeout as timer } from 'node:timers/promises'
import type { Clock, Sleep } from '@/server/clock'

/** A clock that leaves `start` and runs `speed` times as fast as the machine's, and sleep to match. */
export function fastClock(start: number, speed: number): Clock & { readonly sleep: Sleep } {
  const began = performance.now()
  return {
    now: () => Math.floor(start + (performance.now() - began) * speed),
    sleep: async (ms, signal) => {
      await timer(ms / speed, undefined, { signal }).catch(() => {})
    },
  }
}
