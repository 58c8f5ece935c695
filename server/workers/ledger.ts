import { CHANNEL, publish } from '../bus'
import { Prisma, type PrismaClient } from '../generated/prisma/client'
import { type JobState, topics } from '../notices'
import type { JobProblem } from './define'

/** A job as its worker holds it: the epoch is the proof of ownership in every later write. */
export interface Claim {
  readonly id: string
  readonly epoch: number
  readonly name: string
  readonly workspaceId: string | null
  readonly payload: unknown
  readonly attempt: number
  readonly cancelAsked: boolean
}

/** A ring that came a moment before its time is not sent away. */
const EARLY = Prisma.sql`interval '250 milliseconds'`
const ms = (value: number) => Prisma.sql`${value}::float8 * interval '1 millisecond'`

/**
 * The life of a job, one statement a step; the time is PostgreSQL's.
 * queued → running → done | failed | cancelled; running → queued (retry, release); failed | cancelled → queued (ask again).
 */
export class JobLedger {
  readonly #db: PrismaClient
  readonly #worker: string
  readonly leaseMs: number

  constructor(db: PrismaClient, worker: string, leaseMs: number) {
    this.#db = db
    this.#worker = worker
    this.leaseMs = leaseMs
  }

  /** Takes a job that is due, or whose worker has died. Null: somebody else has it, or it is over. */
  async claim(id: string): Promise<Claim | null> {
    const [row] = await this.#db.$queryRaw<
      {
        epoch: number
        name: string
        workspaceId: string | null
        payload: unknown
        attempt: number
        cancelAsked: boolean
      }[]
    >`
      with claimed as (
        update "Job" set state = 'running', attempt = attempt + 1, epoch = epoch + 1, worker = ${this.#worker},
          "leaseUntil" = now() + ${ms(this.leaseMs)}, "startedAt" = coalesce("startedAt", now())
        where id = ${id}::uuid
          and ((state = 'queued' and "dueAt" <= now() + ${EARLY}) or (state = 'running' and "leaseUntil" < now()))
        returning *
      )
      select epoch, name, "workspaceId", payload, attempt, "cancelAskedAt" is not null as "cancelAsked", ${notice('claimed')}
      from claimed`
    return row ? { id, ...row } : null
  }

  /** False: this run no longer owns the job. */
  async progress(claim: Claim, fraction: number, stage: string): Promise<boolean> {
    const rows = await this.#db.$queryRaw<unknown[]>`
      with moved as (
        update "Job" set progress = ${fraction}::float8, stage = ${stage}
        where id = ${claim.id}::uuid and epoch = ${claim.epoch} and state = 'running' returning *
      ) select id, ${notice('moved')} from moved`
    return rows.length > 0
  }

  /** Extends the leases of everything this worker runs. What is missing from the answer is no longer ours. */
  async renew(claims: readonly Claim[]): Promise<ReadonlyMap<string, { readonly cancelAsked: boolean }>> {
    const rows = await this.#db.$queryRaw<{ id: string; cancelAsked: boolean }[]>`
      update "Job" j set "leaseUntil" = now() + ${ms(this.leaseMs)}
      from unnest(${claims.map(claim => claim.id)}::uuid[], ${claims.map(claim => claim.epoch)}::int[]) as held(id, epoch)
      where j.id = held.id and j.epoch = held.epoch and j.state = 'running'
      returning j.id, j."cancelAskedAt" is not null as "cancelAsked"`
    return new Map(rows.map(row => [row.id, { cancelAsked: row.cancelAsked }]))
  }

  async finish(
    claim: Claim,
    state: Exclude<JobState, 'queued' | 'running'>,
    problem: JobProblem | null,
  ): Promise<boolean> {
    const rows = await this.#db.$queryRaw<unknown[]>`
      with moved as (
        update "Job" set state = ${state}::"JobState", problem = ${problem && JSON.stringify(problem)}::jsonb,
          progress = case when ${state} = 'done' then 1 else progress end,
          "finishedAt" = now(), "leaseUntil" = null, worker = null
        where id = ${claim.id}::uuid and epoch = ${claim.epoch} and state = 'running' returning *
      ) select id, ${notice('moved')} from moved`
    return rows.length > 0
  }

  /** Back into the queue after a failure, with its reason kept where people can see it. */
  retry(claim: Claim, delayMs: number, problem: JobProblem): Promise<boolean> {
    return this.#requeue(claim, delayMs, Prisma.sql`problem = ${JSON.stringify(problem)}::jsonb`)
  }

  /** Back into the queue untried: this worker is leaving. */
  release(claim: Claim): Promise<boolean> {
    return this.#requeue(claim, 0, Prisma.sql`attempt = attempt - 1`)
  }

  /** Runs `work` in a transaction that holds the job's row, so nobody can take the job over before it commits. */
  fenced<T>(claim: Claim, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    return this.#db.$transaction(async tx => {
      const held = await tx.$queryRaw<unknown[]>`
        select 1 as held from "Job" where id = ${claim.id}::uuid and epoch = ${claim.epoch} and state = 'running' for update`
      if (held.length === 0) throw new Superseded()
      return work(tx)
    })
  }

  /** Rows that nobody seems to hear: due for a while, or claimed by a worker that stopped renewing. */
  unheard(graceMs: number, limit: number): Promise<{ id: string; name: string; epoch: number }[]> {
    return this.#db.$queryRaw`
      select id::text, name, epoch from "Job"
      where (state = 'queued' and "dueAt" < now() - ${ms(graceMs)}) or (state = 'running' and "leaseUntil" < now())
      order by "dueAt" limit ${limit}`
  }

  async #requeue(claim: Claim, delayMs: number, also: Prisma.Sql): Promise<boolean> {
    const rows = await this.#db.$queryRaw<unknown[]>`
      with moved as (
        update "Job" set state = 'queued', epoch = epoch + 1, "dueAt" = now() + ${ms(delayMs)},
          "leaseUntil" = null, worker = null, ${also}
        where id = ${claim.id}::uuid and epoch = ${claim.epoch} and state = 'running' returning *
      ) select id, ${notice('moved')}, ${ring('moved', delayMs)} from moved`
    return rows.length > 0
  }
}

/** Another worker has the job, or it was cancelled for good: whatever this run still does must not count. */
export class Superseded extends Error {
  constructor() {
    super('Another run has taken this job over.')
    this.name = 'Superseded'
  }
}

/** Ends a waiting job at once and asks a running one to stop. False: it was over already. */
export async function cancelJob(
  db: Pick<PrismaClient, '$queryRaw' | '$executeRaw'>,
  id: string,
): Promise<boolean> {
  const rows = await db.$queryRaw<{ state: JobState }[]>`
    with moved as (
      update "Job" set "cancelAskedAt" = coalesce("cancelAskedAt", now()),
        state = case when state = 'queued' then 'cancelled'::"JobState" else state end,
        "finishedAt" = case when state = 'queued' then now() else "finishedAt" end
      where id = ${id}::uuid and state in ('queued', 'running') returning *
    ) select state::text, ${notice('moved')} from moved`
  if (rows.length === 0) return false
  if (rows[0]?.state === 'running') await publish(db, topics.bell, { kind: 'cancel', id })
  return true
}

/** Starts a failed or cancelled job over. False: it is waiting, running or done. */
export async function askAgain(db: Pick<PrismaClient, '$queryRaw'>, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    with moved as (
      update "Job" set state = 'queued', epoch = epoch + 1, attempt = 0, progress = 0, stage = '', problem = null,
        "dueAt" = now(), "cancelAskedAt" = null, "startedAt" = null, "finishedAt" = null
      where id = ${id}::uuid and state in ('failed', 'cancelled') returning *
    ) select id, ${notice('moved')}, ${ring('moved', 0)} from moved`
  return rows.length > 0
}

// Both build a Notice (notices.ts) where the row is written, so that state and news leave in one statement.
const notice = (from: 'claimed' | 'moved') => {
  const row = Prisma.raw(from)
  return Prisma.sql`pg_notify(${CHANNEL}, ${topics.jobs('')} || coalesce(${row}."workspaceId", '') || ' ' || jsonb_build_object(
    'kind', 'job', 'id', ${row}.id, 'state', ${row}.state, 'progress', ${row}.progress, 'stage', ${row}.stage)::text)::text as said`
}
const ring = (from: 'moved', delayMs: number) => {
  const row = Prisma.raw(from)
  return Prisma.sql`pg_notify(${CHANNEL}, ${`${topics.bell} `} || jsonb_build_object(
    'kind', 'ring', 'id', ${row}.id, 'name', ${row}.name, 'epoch', ${row}.epoch, 'delayMs', ${delayMs}::int)::text)::text as rung`
}
