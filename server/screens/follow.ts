import type { Bus, Subscription } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import { type JobState, topics } from '../notices'
import type { JobProblem } from '../workers/define'
import { rowsAfter, type StoredRow } from './rows'

/** How far a run is. */
export interface RunState {
  readonly runId: string
  readonly jobId: string | null
  readonly state: JobState
  readonly progress: number
  readonly stage: string
  readonly problem: JobProblem | null
  /** Open of the bar that is judged. */
  readonly barTime: Date
  readonly columns: readonly string[]
  readonly symbols: number
  readonly matches: number
  readonly finishedAt: Date | null
}

export type RunEvent =
  | { readonly kind: 'state'; readonly run: RunState }
  | { readonly kind: 'rows'; readonly runId: string; readonly rows: readonly StoredRow[] }

const PAGE = 100

const runFields = {
  id: true,
  workspaceId: true,
  barTime: true,
  columns: true,
  symbols: true,
  matches: true,
  finishedAt: true,
  job: { select: { id: true, state: true, progress: true, stage: true, problem: true } },
} as const

/** A run as its rows say it now. Null: there is none. */
export async function readRun(db: Pick<PrismaClient, 'screenRun'>, runId: string): Promise<RunState | null> {
  let run = await db.screenRun.findUnique({ where: { id: runId }, select: runFields })
  // The run is read before its job. If the work ended in between, read again what it left.
  if (run?.job?.state === 'done' && run.finishedAt === null)
    run = await db.screenRun.findUnique({ where: { id: runId }, select: runFields })
  if (!run) return null
  const { job } = run
  const done = run.finishedAt !== null
  return {
    runId: run.id,
    jobId: job?.id ?? null,
    // A run with all its rows is done, even when its job was pruned or its worker died before saying so.
    state: done ? 'done' : (job?.state ?? 'failed'),
    progress: done ? 1 : (job?.progress ?? 0),
    stage: done ? '' : (job?.stage ?? ''),
    problem: job ? (job.problem as JobProblem | null) : null, // written by the ledger
    barTime: run.barTime,
    columns: run.columns as string[], // written by askForRun
    symbols: run.symbols,
    matches: run.matches,
    finishedAt: run.finishedAt,
  }
}

export const isOver = (run: RunState): boolean =>
  run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'

/** Where a reader stands in one run; reads what is new from the rows whenever a notice says that something is. */
export class RunReader {
  readonly runId: string
  /** Place of the last row that was read. */
  after: number
  readonly #db: PrismaClient
  #shown = ''

  constructor(db: PrismaClient, runId: string, after = -1) {
    this.#db = db
    this.runId = runId
    this.after = after
  }

  /** New rows first, then the state if it differs from the last one shown: `done` never overtakes its rows. */
  async *news(): AsyncGenerator<RunEvent, RunState | null> {
    const run = await readRun(this.#db, this.runId)
    yield* this.rows()
    if (run && JSON.stringify(run) !== this.#shown) {
      this.#shown = JSON.stringify(run)
      yield { kind: 'state', run }
    }
    return run
  }

  async *rows(): AsyncGenerator<RunEvent> {
    for (;;) {
      const rows = await rowsAfter(this.#db, this.runId, this.after, PAGE)
      const last = rows.at(-1)
      if (!last) return
      this.after = last.seq
      yield { kind: 'rows', runId: this.runId, rows }
      if (rows.length < PAGE) return
    }
  }
}

/** Follows one run to its end. `after` is the place of the last row the reader has. */
export async function* followRun(
  db: PrismaClient,
  bus: Bus,
  { workspaceId, runId, after }: { workspaceId: string; runId: string; after: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly event: RunEvent; readonly after: number }> {
  const heard: Subscription = bus.subscribe([topics.run(runId), topics.jobs(workspaceId)], signal)
  const reader = new RunReader(db, runId, after)
  try {
    // Listening began above, so nothing falls between this first reading and the notices.
    let run = yield* positioned(reader)
    if (!run || isOver(run)) return
    for await (const event of heard) {
      if (event.kind === 'notice' && event.notice.kind === 'job' && event.notice.id !== run.jobId) continue
      if (event.kind === 'notice' && event.notice.kind === 'rows') {
        for await (const rows of reader.rows()) yield { event: rows, after: reader.after }
      } else run = yield* positioned(reader)
      if (!run || isOver(run)) return
    }
  } finally {
    heard.close()
  }
}

async function* positioned(
  reader: RunReader,
): AsyncGenerator<{ readonly event: RunEvent; readonly after: number }, RunState | null> {
  const news = reader.news()
  for (;;) {
    const next = await news.next()
    if (next.done) return next.value
    yield { event: next.value, after: reader.after }
  }
}
