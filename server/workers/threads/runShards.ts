import type { Recorded } from '../../../sandbox/compile/record'
import type { Params, Shard, TrialPeriod, TrialResult } from '../../engine/optimise/types'
import type { RecordedTrial } from './trialMessages'
import type { TrialPool } from './trialPool'

interface Searching {
  readonly pool: TrialPool
  /** All trials of the search, by their numbers. */
  readonly trials: readonly Params[]
  /** Those parts that are still to be done. */
  readonly shards: readonly Shard[]
  readonly periods: readonly TrialPeriod[]
  /** Runs the document with each set of parameters, where users' code may run. */
  readonly record: (sets: readonly Params[]) => Promise<readonly Recorded[]>
  /** Keeps a finished part: when this has come back, the part is done for good. */
  readonly keep: (shard: Shard, results: readonly TrialResult[]) => Promise<void>
  /** Hears how many trials of these shards are done. */
  readonly onDone?: (trials: number) => void
  /** An abort begins no further shard; those under way are finished and kept. To end at once, close the pool too. */
  readonly stop?: AbortSignal
}

/**
 * Runs shards on all threads of a pool. Documents are run for the next shards while threads are at the last ones. False: it was stopped
 * before all were done.
 */
export async function runShards(searching: Searching): Promise<boolean> {
  const { pool, shards, stop } = searching
  const progress = new Progress(searching.onDone)
  const waiting = [...shards]
  let failed = false
  const work = async (): Promise<void> => {
    // one ahead: its recordings are made while the thread is busy
    let ahead = recordedNext(searching, waiting)
    for (;;) {
      if (stop?.aborted || failed) {
        await ahead.catch(() => null)
        return
      }
      const next = await ahead
      if (!next || stop?.aborted || failed) return
      ahead = recordedNext(searching, waiting)
      // it is awaited in the next round; until then its failure is nobody's
      ahead.catch(() => {})
      await run(searching, next, progress)
    }
  }
  const lines = Array.from({ length: pool.size }, () =>
    work().catch(error => {
      failed = true
      throw error
    }),
  )
  const ended = await Promise.allSettled(lines)
  const broken = ended.find(each => each.status === 'rejected')
  if (broken) throw broken.reason
  return !stop?.aborted || progress.shards === shards.length
}

interface Ready {
  readonly shard: Shard
  readonly trials: readonly RecordedTrial[]
}

async function recordedNext({ trials, record }: Searching, waiting: Shard[]): Promise<Ready | null> {
  const shard = waiting.shift()
  if (!shard) return null
  const sets = trials.slice(shard.from, shard.to)
  const recorded = await record(sets)
  return {
    shard,
    trials: recorded.map((each, at) => ({
      number: shard.from + at,
      params: sets[at] ?? {},
      recorded: each,
    })),
  }
}

async function run({ pool, periods, keep }: Searching, { shard, trials }: Ready, progress: Progress) {
  const results = await pool.runShard({ trials, periods }, done => progress.tell(shard, done))
  await keep(shard, results)
  progress.finish(shard)
}

/** Trials that are done, those of shards under way included. */
class Progress {
  readonly #onDone: (trials: number) => void
  readonly #open = new Map<number, number>()
  #done = 0
  #shards = 0

  constructor(onDone: (trials: number) => void = () => {}) {
    this.#onDone = onDone
  }

  get shards(): number {
    return this.#shards
  }

  tell({ number }: Shard, trials: number): void {
    this.#open.set(number, trials)
    this.#told()
  }

  finish({ number, from, to }: Shard): void {
    this.#open.delete(number)
    this.#done += to - from
    this.#shards++
    this.#told()
  }

  #told(): void {
    let open = 0
    for (const trials of this.#open.values()) open += trials
    this.#onDone(this.#done + open)
  }
}
