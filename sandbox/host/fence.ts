import type { EngineMaker, GuestResult } from './engine'
import { Guest } from './guest'
import { type Home, openHome } from './home'
import { type LimitScale, scaled } from './limits'
import type { GuestJob, GuestRole } from './role'

export interface GuestOutput {
  readonly text: string
  readonly columns: readonly Float64Array[]
}

/** A guest that stays: its source has run, its state lives until `close`. It holds an engine of its own. */
export interface GuestSession {
  /** Another call of `__enter` with the same columns. After a failure every further call fails likewise. */
  call(input: string, fuel?: number): GuestResult<{ readonly text: string }>
  /** What the out columns hold now; a copy. */
  readColumns(from: number, to: number): readonly Float64Array[]
  close(): void
}

/** Runs hostile code. Nothing a guest does makes these throw; only misuse by the host does. */
export interface Fence {
  run(role: GuestRole, job: GuestJob): GuestResult<GuestOutput>
  /** Runs the source and keeps the guest; `job.input` is not used. */
  open(role: GuestRole, job: Omit<GuestJob, 'input'>): GuestResult<GuestSession>
  dispose(): void
}

const AS_THEY_STAND: LimitScale = { time: 1, memory: 1 }

export function createFence(make: EngineMaker, scale: LimitScale = AS_THEY_STAND): Fence {
  const homes = new Map<GuestRole, Home>()
  const homeOf = (role: GuestRole): Home => {
    const home = homes.get(role) ?? openHome(make, { ...role, limits: scaled(role.limits, scale) })
    homes.set(role, home)
    return home
  }
  const moved = <Job extends { readonly fuel?: number }>(job: Job): Job =>
    job.fuel === undefined ? job : { ...job, fuel: job.fuel * scale.time }
  return {
    run(role, job) {
      const guest = new Guest(homeOf(role), moved(job))
      const started = guest.start()
      if (started) return guest.failed(started)
      const result = guest.call(job.input)
      const columns = result.ok ? guest.readColumns(0, guest.rows) : []
      guest.leave()
      return result.ok ? { ...result, value: { text: result.value.text, columns } } : result
    },
    open(role, job) {
      const guest = new Guest(homeOf(role), moved(job))
      const started = guest.start()
      if (started) return guest.failed(started)
      const value: GuestSession = {
        call: (input, fuel) => guest.call(input, fuel && fuel * scale.time),
        readColumns: (from, to) => guest.readColumns(from, to),
        close: () => guest.leave(),
      }
      return { ok: true, value, fuelUsed: guest.takeFuelUsed(), logs: guest.takeLogs() }
    },
    dispose: () => homes.clear(),
  }
}
