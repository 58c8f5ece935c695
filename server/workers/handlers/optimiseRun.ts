import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setImmediate as breathe } from 'node:timers/promises'
import { catalogueVersion, dataDigest } from '../../backtests/address'
import { BacktestScripts } from '../../backtests/scripts'
import { choose, isLowerBetter } from '../../engine/optimise/choose'
import { shardsOf } from '../../engine/optimise/shards'
import type { Choosing, Shard, TrialResult } from '../../engine/optimise/types'
import { picksOf, type Pick as WindowPick } from '../../engine/optimise/walkForward'
import { Prisma, type PrismaClient } from '../../generated/prisma/client'
import type { Market } from '../../market/market'
import type { BarSource } from '../../market/source/source'
import { recorderOf } from '../../optimise/candidates'
import { leftMs } from '../../optimise/pace'
import { loadSearch, openSearch, type Search } from '../../optimise/search'
import { type Best, type Outcome, packedOutcome, packedShard, readShards } from '../../optimise/stored'
import type { Handlers, JobContext } from '../define'
import type { jobs } from '../jobs'
import { runShards } from '../threads/runShards'
import { TrialPool } from '../threads/trialPool'

/** More threads than this wait for the guests' process, which compiles for all of them. */
const MOST_THREADS = 8
/** Where concluding begins, as a fraction of all the work. */
const CONCLUDING = 0.98
/** Who is told to stop may finish the parts under way, but not for longer. */
const FINISHING_MS = 3_000

/** Tries what is left to be tried of a search, a part at a time, and makes of all parts what its page shows. */
export const optimiseRun =
  (db: PrismaClient, market: Market, source: BarSource): Handlers<typeof jobs>['optimise.run'] =>
  async ({ optimisationId }, context) => {
    const row = await loadSearch(db, optimisationId)
    if (!row || row.outcome) return
    const { signal } = context
    const tell = (stage: string) => context.progress((CONCLUDING * row.doneTrials) / row.trials, stage)
    const search = await openSearch({ db, market, source, signal, tell }, row)
    const done = await finishedParts(db, context, search)
    const shards = shardsOf(search.trials.length, row.shardSize).filter(({ number }) => !done.has(number))
    const left = shards.reduce((sum, { from, to }) => sum + to - from, 0)
    const parts = new Parts(context, search, { left, best: done.size > 0 ? (row.best as Best | null) : null })
    const size = Math.min(Math.max(1, shards.length), MOST_THREADS, availableParallelism())
    const pool = new TrialPool({ market: search.market, size, scripts: () => new BacktestScripts() })
    const endAtOnce = () => setTimeout(() => void pool.close(), FINISHING_MS).unref()
    signal.addEventListener('abort', endAtOnce, { once: true })
    try {
      await runShards({
        pool,
        trials: search.trials,
        shards,
        periods: search.periods,
        record: recorderOf(search.version, search.fixed),
        keep: (shard, results) => parts.keep(shard, results),
        onDone: tried => parts.tell(tried),
        stop: signal,
      })
      signal.throwIfAborted()
      context.progress(CONCLUDING, search.windows ? 'Judging what was chosen' : 'Looking for calm places')
      const outcome = packedOutcome(await concluded(db, pool, search))
      await context.fenced(tx =>
        tx.optimisation.update({
          where: { id: row.id },
          data: { outcome, tookMs: { increment: parts.took() } },
          select: { id: true },
        }),
      )
    } finally {
      signal.removeEventListener('abort', endAtOnce)
      await pool.close()
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

/** Finished parts of a search go into its row and shards here, and what it says of itself comes from here. */
class Parts {
  readonly #context: JobContext
  readonly #search: Search
  readonly #began = performance.now()
  readonly #before: number
  readonly #left: number
  #best: Best | null
  #noted = this.#began

  constructor(context: JobContext, search: Search, { left, best }: { left: number; best: Best | null }) {
    this.#context = context
    this.#search = search
    this.#left = left
    this.#before = search.trials.length - left
    this.#best = best
  }

  /** A part that is there already was kept by another run, and with it its trials were counted. */
  async keep({ number }: Shard, results: readonly TrialResult[]): Promise<void> {
    const { id } = this.#search.row
    this.#best = betterOf(this.#best, this.#bestOf(results), this.#search)
    const tookMs = this.took()
    await this.#context.fenced(async tx => {
      const { count } = await tx.optimisationShard.createMany({
        data: [{ optimisationId: id, number, trials: results.length, result: packedShard(results) }],
        skipDuplicates: true,
      })
      if (count === 0) return
      // read only now that nobody else writes: parts may be kept in another order than they were finished in
      const best = this.#best
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
  }

  /** Milliseconds since it was asked last, so that pauses count for nothing. */
  took(): number {
    const now = performance.now()
    const tookMs = Math.round(now - this.#noted)
    this.#noted = now
    return tookMs
  }

  /** Of the trials that were left at the start, so many are done, those of unfinished parts included. */
  tell(tried: number): void {
    const all = this.#search.trials.length
    const done = this.#before + tried
    const left = leftMs(tried, this.#left, performance.now() - this.#began)
    const told = `${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} trials`
    this.#context.progress(
      (CONCLUDING * done) / all,
      left === null || done === all ? told : `${told}, about ${lasts(left)} left`,
    )
  }

  /** The best of some trials over the whole period; windows have no best before all is done. */
  #bestOf(results: readonly TrialResult[]): Best | null {
    const { choosing, windows } = this.#search
    if (windows) return null
    let best: Best | null = null
    for (const { number, periods } of results) {
      const stats = periods[0]?.stats
      const value = stats?.[choosing.metric] ?? null
      if (value === null || (stats?.trades ?? 0) < choosing.minTrades) continue
      best = betterOf(best, { trial: number, value }, this.#search)
    }
    return best
  }
}

/** What all trials together say. Computed from what is stored, so that any start comes to the same. */
async function concluded(db: PrismaClient, pool: TrialPool, search: Search): Promise<Outcome> {
  const { row, trials, axes, choosing, windows, failed } = search
  const shards = await db.optimisationShard.findMany({
    where: { optimisationId: row.id },
    select: { result: true },
  })
  const results = await readShards(shards, trials)
  if (!windows) {
    const best = (by: Choosing['by']) => {
      const chosen = choose(results, axes, { ...choosing, by })
      const trial = chosen && results[chosen.at]
      return chosen && trial ? { trial: trial.number, value: chosen.value } : null
    }
    return { peak: best('peak'), plateau: best('plateau'), walkForward: null, failed }
  }
  const picks: (WindowPick | null)[] = []
  for (const [at, window] of windows.entries()) {
    await breathe()
    const own = results.map(result => ({ ...result, periods: result.periods.slice(at, at + 1) }))
    picks.push(...picksOf(own, [window], axes, choosing))
  }
  const picked = [...new Map(picks.flatMap(pick => (pick ? [[pick.trial, pick] as const] : []))).values()]
  const recorded = await recorderOf(search.version, search.fixed)(picked.map(({ params }) => params))
  const walkForward = await pool.judge({
    windows,
    picks,
    trials: picked.flatMap(({ trial: number, params }, at) => {
      const own = recorded[at]
      return own ? [{ number, params, recorded: own }] : []
    }),
    choosing,
  })
  return { peak: null, plateau: null, walkForward, failed }
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
