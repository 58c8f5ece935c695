import { Worker } from 'node:worker_threads'
import type { DueWork } from '../../engine/backtest/scripted'
import type { TrialAnswer } from '../../engine/optimise/evaluate'
import type { TrialResult, WalkForwardResult } from '../../engine/optimise/types'
import { Refusal } from '../../errors'
import type { SearchMarket } from '../../optimise/market'
import type { FromTrialThread, JudgeWork, ShardWork, ToTrialThread } from './trialMessages'

/** Runs scripts of one piece of work, in sessions of its own. */
export interface TrialScripts {
  /** The outputs of a script that is due for a symbol. Refuses when the code fails, which is its trial's trouble. */
  readonly answer: (symbol: string, due: DueWork) => Promise<readonly Float64Array[]>
  readonly close: () => void
}

interface PoolOptions {
  readonly market: SearchMarket
  /** Threads: as many as there are processors to use. */
  readonly size: number
  readonly scripts: () => TrialScripts
}

/** Work that has no thread yet. */
interface Waiting {
  readonly resolve: (thread: Worker) => void
  readonly reject: (reason: Error) => void
}

const ENTRY = new URL('./entry.mjs', import.meta.url)
const MODULE = new URL('./trialThread.ts', import.meta.url).href

type Work = Extract<ToTrialThread, { readonly kind: 'shard' | 'judge' }>
type Finished = Extract<FromTrialThread, { readonly kind: 'results' | 'judged' }>

/**
 * Threads that hold one search's market and take its work. They start when there is work for them. `close` ends them at once, whatever
 * they are at; work under way and work that waits is then rejected.
 */
export class TrialPool {
  readonly size: number
  readonly #market: SearchMarket
  readonly #scripts: () => TrialScripts
  readonly #threads = new Set<Worker>()
  readonly #free: Worker[] = []
  readonly #queue: Waiting[] = []
  #closed = false

  constructor({ market, size, scripts }: PoolOptions) {
    this.size = Math.max(1, size)
    this.#market = market
    this.#scripts = scripts
  }

  /** Runs the trials of a shard; `onDone` hears how many are done so far. */
  async runShard(
    work: ShardWork,
    onDone: (trials: number) => void = () => {},
  ): Promise<readonly TrialResult[]> {
    const finished = await this.#give({ kind: 'shard', work }, onDone)
    if (finished.kind === 'results') return finished.results
    throw new Error('A thread was given a shard and judged windows.')
  }

  /** Trades through the windows of a walk-forward with what was chosen for them. */
  async judge(work: JudgeWork): Promise<WalkForwardResult> {
    const finished = await this.#give({ kind: 'judge', work }, () => {})
    if (finished.kind === 'judged') return finished.judged
    throw new Error('A thread was given windows to judge and ran a shard.')
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const waiting of this.#queue.splice(0)) waiting.reject(new Error(CLOSED))
    await Promise.all([...this.#threads].map(thread => thread.terminate()))
  }

  async #give(work: Work, onDone: (trials: number) => void): Promise<Finished> {
    const thread = await this.#take()
    const scripts = this.#scripts()
    try {
      const finished = await converse(thread, work, scripts, onDone)
      this.#giveBack(thread)
      return finished
    } catch (error) {
      // its exit makes room for another
      await thread.terminate()
      throw error
    } finally {
      scripts.close()
    }
  }

  #take(): Promise<Worker> {
    if (this.#closed) return Promise.reject(new Error(CLOSED))
    const free = this.#free.pop()
    if (free) return Promise.resolve(free)
    if (this.#threads.size < this.size) return Promise.resolve(this.#start())
    return new Promise((resolve, reject) => this.#queue.push({ resolve, reject }))
  }

  #giveBack(thread: Worker): void {
    const next = this.#queue.shift()
    if (next) next.resolve(thread)
    else this.#free.push(thread)
  }

  #start(): Worker {
    const thread = new Worker(ENTRY, { workerData: { module: MODULE } })
    this.#threads.add(thread)
    // whoever has given it work hears of it too
    thread.on('error', () => {})
    thread.once('exit', () => {
      this.#threads.delete(thread)
      const place = this.#free.indexOf(thread)
      if (place >= 0) this.#free.splice(place, 1)
      if (!this.#closed) this.#queue.shift()?.resolve(this.#start())
    })
    thread.postMessage({ kind: 'market', market: this.#market } satisfies ToTrialThread)
    return thread
  }
}

const CLOSED = 'The threads of this search were ended.'

function converse(
  thread: Worker,
  work: Work,
  scripts: TrialScripts,
  onDone: (trials: number) => void,
): Promise<Finished> {
  const tell = (message: ToTrialThread) => thread.postMessage(message)
  return new Promise((resolve, reject) => {
    const over = (settle: () => void) => {
      thread.off('message', heard).off('error', broken).off('exit', left)
      settle()
    }
    const broken = (error: unknown) => over(() => reject(error))
    const left = () => over(() => reject(new Error('A thread of trials ended before its work did.')))
    const heard = (message: FromTrialThread) => {
      switch (message.kind) {
        case 'done':
          return onDone(message.trials)
        case 'due':
          answerOf(scripts, message.symbol, message.due).then(
            answer => tell({ kind: 'answer', answer }),
            broken,
          )
          return
        case 'results':
        case 'judged':
          return over(() => resolve(message))
      }
    }
    thread.on('message', heard).once('error', broken).once('exit', left)
    tell(work)
  })
}

async function answerOf(scripts: TrialScripts, symbol: string, due: DueWork): Promise<TrialAnswer> {
  try {
    return { ok: true, columns: await scripts.answer(symbol, due) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message }
    throw error
  }
}
