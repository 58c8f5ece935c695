import { publish } from '../bus'
import type { Prisma } from '../generated/prisma/client'
import { topics } from '../notices'
import type { Catalogue, PayloadOf } from './define'
import { type JobName, jobs, type Payload } from './jobs'

type Writer = Pick<Prisma.TransactionClient, 'job' | '$executeRaw'>

export interface EnqueueOptions {
  readonly workspaceId: string | null
  readonly createdBy?: string | null
  /** What the work means. A second job of the same key is not made; the first one's id is returned. */
  readonly key?: string
  /** What the work is about, for the page that shows it. */
  readonly subject?: string
  readonly screenRunId?: string
  readonly backtestId?: string
  readonly optimisationId?: string
}

export interface Enqueued {
  readonly id: string
  /** False when a job of this key was there already. */
  readonly created: boolean
}

/** Writes the row of a job. Its doorbell is a notice, so inside a transaction it rings on commit and never after a rollback. */
export const enqueue = <Name extends JobName>(
  db: Writer,
  name: Name,
  payload: Payload<Name>,
  options: EnqueueOptions,
): Promise<Enqueued> => enqueueFrom(jobs, db, name, payload, options)

/** `enqueue` for any catalogue: tests bring their own. */
export async function enqueueFrom<C extends Catalogue, Name extends keyof C & string>(
  catalogue: C,
  db: Writer,
  name: Name,
  payload: PayloadOf<C, Name>,
  options: EnqueueOptions,
): Promise<Enqueued> {
  const spec = catalogue[name]
  if (!spec) throw new Error(`There is no job named ${name}.`)
  const parsed = spec.payload.parse(payload)
  const [made] = await db.job.createManyAndReturn({
    data: [
      {
        name,
        title: spec.title(parsed),
        payload: parsed as Prisma.InputJsonValue, // a job's schema describes JSON
        workspaceId: options.workspaceId,
        createdBy: options.createdBy ?? null,
        key: options.key ?? null,
        subject: options.subject ?? null,
        screenRunId: options.screenRunId ?? null,
        backtestId: options.backtestId ?? null,
        optimisationId: options.optimisationId ?? null,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  })
  if (!made) {
    const first = await db.job.findFirstOrThrow({
      where: firstOf(options),
      select: { id: true },
    })
    return { id: first.id, created: false }
  }
  await publish(db, topics.bell, { kind: 'ring', id: made.id, name, epoch: 0, delayMs: 0 })
  await publish(db, topics.jobs(options.workspaceId), {
    kind: 'job',
    id: made.id,
    state: 'queued',
    progress: 0,
    stage: '',
  })
  return { id: made.id, created: true }
}

/** The job that stands in the way of another one like it. */
const firstOf = ({ key, backtestId, optimisationId, screenRunId = '' }: EnqueueOptions) => {
  if (key !== undefined) return { key }
  if (backtestId !== undefined) return { backtestId }
  return optimisationId !== undefined ? { optimisationId } : { screenRunId }
}

/** `enqueue`, but a job of this key that is over makes room for a new one. Inside a transaction, or two may be made. */
export async function enqueueAnew<Name extends JobName>(
  db: Writer,
  name: Name,
  payload: Payload<Name>,
  options: EnqueueOptions & { readonly key: string },
): Promise<Enqueued> {
  await db.$executeRaw`
    update "Job" set key = null where key = ${options.key} and state in ('done', 'failed', 'cancelled')`
  return enqueue(db, name, payload, options)
}
