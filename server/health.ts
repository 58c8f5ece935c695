// Is everything there that the product needs? Each part answers for itself, with the age of what it last said.
import type { PrismaClient } from './generated/prisma/client'

export type PartHealth = {
  readonly ok: boolean
  /** `up`, `silent` (said nothing for too long), `missing` (never said anything), `down`. */
  readonly state: 'up' | 'silent' | 'missing' | 'down'
  /** Seconds since the part last spoke; null when it never did or is asked directly. */
  readonly ageSeconds: number | null
}

export type Health = {
  readonly ok: boolean
  readonly database: PartHealth
  readonly queue: PartHealth
  readonly workers: PartHealth & { readonly count: number }
  readonly feed: PartHealth
}

/** A process that has not written its heartbeat for this long is taken for dead. */
const SILENT_AFTER_MS = 45_000
const PING_MS = 3_000

export type HealthParts = {
  readonly db: PrismaClient
  readonly pingQueue: () => Promise<void>
  readonly now: () => Date
}

export async function health({ db, pingQueue, now }: HealthParts): Promise<Health> {
  const [database, queue, beats] = await Promise.all([
    asked(() => db.$queryRaw`select 1`),
    asked(pingQueue),
    within(PING_MS, () => db.heartbeat.findMany({ select: { kind: true, at: true } })).catch(() => []),
  ])
  const ageOf = (kind: string) =>
    beats.filter(beat => beat.kind === kind).map(({ at }) => Math.max(0, now().getTime() - at.getTime()))
  const workers = {
    ...heard(ageOf('worker')),
    count: ageOf('worker').filter(age => age < SILENT_AFTER_MS).length,
  }
  const feed = heard(ageOf('feed'))
  return { ok: [database, queue, workers, feed].every(({ ok }) => ok), database, queue, workers, feed }
}

async function asked(question: () => Promise<unknown>): Promise<PartHealth> {
  try {
    await within(PING_MS, question)
    return { ok: true, state: 'up', ageSeconds: null }
  } catch {
    return { ok: false, state: 'down', ageSeconds: null }
  }
}

function heard(agesMs: readonly number[]): PartHealth {
  if (agesMs.length === 0) return { ok: false, state: 'missing', ageSeconds: null }
  const youngest = Math.min(...agesMs)
  const ok = youngest < SILENT_AFTER_MS
  return { ok, state: ok ? 'up' : 'silent', ageSeconds: Math.round(youngest / 1000) }
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
