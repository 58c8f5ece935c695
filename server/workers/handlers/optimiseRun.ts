import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setImmediate as breathe } from 'node:timers/promises'
import { catalogueVersion, dataDigest } from '../../backtests/address'
import { BacktestScripts } from '../../backtests/scripts'
import { isLowerBetter } from '../../engine/optimise/choose'
import { shardsOf } from '../../engine/optimise/shards'
import type { Shard, TrialResult } from '../../engine/optimise/types'
import { Prisma, type PrismaClient } from '../../generated/prisma/client'
import type { Market } from '../../market/market'
import type { BarSource } from '../../market/source/source'
import { candidatesOf } from '../../optimise/candidates'
import { leftMs } from '../../optimise/pace'
import { loadSearch, openSearch, type Search } from '../../optimise/search'
import { type Best, type Outcome, packedOutcome, packedShard, readShards } from '../../optimise/stored'
import type { Handlers, JobContext } from '../define'
import type { jobs } from '../jobs'
import { ShardThread } from '../threads/shardThreads'

/** More threads than this wait for the guests' process, which compiles for all of them. */
const MOST_THREADS = 8

/** Tries what is left to be tried of a search, a part at a time, and makes of all parts what its page shows. */
export const optimiseRun =
  (db: PrismaClient, market: Market, source: BarSource): Handlers<typeof jobs>['optimise.run'] =>
  async ({ optimisationId }, context) => {
    const row = await loadSearch(db, optimisationId)
    if (!row || row.outcome) return
    const { signal } = context
    const tell = (stage: string) => context.progress(row.doneTrials / row.trials, stage)
    const search = await openSearch({ db, market, source, signal, tell }, row)
    const done = await finishedParts(db, context, search)
    const parts = shardsOf(search.trials.length, row.shardSize).filter(({ number }) => !done.has(number))
    const work = new Work(db, context, search)
    try {
      await work.tryAll(parts)
      await work.conclude()
    } finally {
      await work.close()
    }
  }

/**
 * Parts that need not be computed again. If bars, operators or metrics are others than those of an earlier start, there are none:
 * numbers of two kinds are not held against each other.
 */
async function finishedParts(
  db: PrismaClient,
  context: JobContext,
  { row, market, failed }: Search,
): Promise<ReadonlySet<number>> {
  const data = await dataDigest({ ...market, failed }, () => breathe())
  const inputs = createHash('sha256')
    .update(JSON.stringify([catalogueVersion(), data]))
    .digest('hex')
  if (row.inputs !== inputs)
    await context.fenced(async tx => {
      await tx.optimisationShard.deleteMany({ where: { optimisationId: row.id } })
      await tx.optimisation.update({
        where: { id: row.id },
        data: { inputs, doneTrials: 0, best: Prisma.DbNull, tookMs: 0 },
        select: { id: true },
      })
    })
  const shards = await db.optimisationShard.findMany({
    where: { optimisationId: row.id },
    select: { number: true },
  })
  return new Set(shards.map(({ number }) => number))
}

class Work {
  readonly #db: PrismaClient
  readonly #context: JobContext
  readonly #search: Search
  readonly #threads: ShardThread[] = []
  readonly #began = performance.now()
  /** Trials of this start, those of unfinished parts included, and of earlier ones. */
  #tried = 0
  #before: number
  #noted = this.#began
  #best: Best | null = null

  constructor(db: PrismaClient, context: JobContext, search: Search) {
    this.#db = db
    this.#context = context
    this.#search = search
    this.#before = 0
  }

  /** Each thread takes the next part as soon as it is free. */
  async tryAll(parts: readonly Shard[]): Promise<void> {
    const { trials } = this.#search
    const left = parts.reduce((sum, { from, to }) => sum + to - from, 0)
    this.#before = trials.length - left
    this.#best = await this.#storedBest()
    const waiting = [...parts]
    const take = async () => {
      const thread = this.#open()
      for (let part = waiting.shift(); part; part = waiting.shift()) await this.#tryPart(thread, part)
    }
    const threads = Math.min(parts.length, MOST_THREADS, availableParallelism())
    await Promise.all(Array.from({ length: threads }, take))
  }

  async #tryPart(thread: ShardThread, { number, from, to }: Shard): Promise<void> {
    const { version, fixed, trials } = this.#search
    this.#context.signal.throwIfAborted()
    const numbered = trials.slice(from, to).map((params, at) => ({ number: from + at, params }))
    const candidates = await candidatesOf(version, fixed, numbered)
    let heard = 0
    const results = await thread.try(candidates, done => {
      this.#tried += done - heard
      heard = done
      this.#tell()
    })
    this.#tried += results.length - heard
    await this.#keep(number, results)
    this.#tell()
  }

  /** A part that is there already was kept by another run, and with it its trials were counted. */
  async #keep(number: number, results: readonly TrialResult[]): Promise<void> {
    const { id } = this.#search.row
    const best = betterOf(this.#best, this.#bestOf(results), this.#search)
    const now = performance.now()
    const tookMs = Math.round(now - this.#noted)
    await this.#context.fenced(async tx => {
      const { count } = await tx.optimisationShard.createMany({
        data: [{ optimisationId: id, number, trials: results.length, result: packedShard(results) }],
        skipDuplicates: true,
      })
      if (count === 0) return
      await tx.optimisation.update({
        where: { id },
        data: {
          doneTrials: { increment: results.length },
          tookMs: { increment: tookMs },
          ...(best && { best: { ...best } }),
        },
        select: { id: true },
      })
    })
    this.#noted = now
    this.#best = best
  }

  /** The best of some trials over the whole period; windows have no best before all is done. */
  #bestOf(results: readonly TrialResult[]): Best | null {
    const { choosing, windows } = this.#search
    if (windows) return null
    let best: Best | null = null
    for (const { number, periods } of results) {
      const { [choosing.metric]: value, trades } = periods[0]?.stats ?? { trades: null }
      if (value == null || (trades ?? 0) < choosing.minTrades) continue
      best = betterOf(best, { trial: number, value }, this.#search)
    }
    return best
  }

  async #storedBest(): Promise<Best | null> {
    const row = await this.#db.optimisation.findUnique({
      where: { id: this.#search.row.id },
      select: { best: true },
    })
    return (row?.best ?? null) as Best | null // written by #keep
  }

  #tell(): void {
    const { trials } = this.#search
    const done = this.#before + this.#tried
    const left = leftMs(this.#tried, this.#tried + trials.length - done, performance.now() - this.#began)
    const told = `${done.toLocaleString('en-US')} of ${trials.length.toLocaleString('en-US')} trials`
    this.#context.progress(
      (0.98 * done) / trials.length,
      left === null || done === trials.length ? told : `${told}, about ${lasts(left)} left`,
    )
  }

  /** What all trials together say. Computed from what is stored, so that any start comes to the same. */
  async conclude(): Promise<void> {
    const { row, trials, axes, choosing, windows, version, fixed, failed } = this.#search
    this.#context.progress(0.98, windows ? 'Judging what was chosen' : 'Looking for calm places')
    const shards = await this.#db.optimisationShard.findMany({
      where: { optimisationId: row.id },
      select: { result: true },
    })
    const results = await readShards(shards, trials)
    const thread = this.#threads[0] ?? this.#open()
    const chosen = await thread.choose({ results, axes, choosing, windows })
    let outcome: Outcome
    if ('peak' in chosen) outcome = { ...chosen, walkForward: null, failed }
    else {
      const picked = new Map(
        chosen.windows.flatMap(pick => (pick ? [[pick.trial, pick.params] as const] : [])),
      )
      const candidates = await candidatesOf(
        version,
        fixed,
        [...picked].map(([number, params]) => ({ number, params })),
      )
      const walkForward = await thread.judge({
        windows: windows ?? [],
        picks: chosen.windows,
        candidates,
        choosing,
      })
      outcome = { peak: null, plateau: null, walkForward, failed }
    }
    await this.#context.fenced(tx =>
      tx.optimisation.update({
        where: { id: row.id },
        data: {
          outcome: packedOutcome(outcome),
          tookMs: { increment: Math.round(performance.now() - this.#noted) },
        },
        select: { id: true },
      }),
    )
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(thread => thread.close()))
  }

  #open(): ShardThread {
    const thread = new ShardThread(this.#search, new BacktestScripts(), this.#context.signal)
    this.#threads.push(thread)
    return thread
  }
}

/** The earlier one of equals. */
function betterOf(one: Best | null, other: Best | null, { choosing }: Pick<Search, 'choosing'>): Best | null {
  if (!one || !other) return one ?? other
  if (one.value === other.value) return one.trial < other.trial ? one : other
  return other.value > one.value !== isLowerBetter(choosing.metric) ? other : one
}

function lasts(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
