import { Worker } from 'node:worker_threads'
import type { DueWork } from '../../engine/backtest/scripted'
import type { TrialAnswer } from '../../engine/optimise/evaluate'
import type { Candidate } from '../../engine/optimise/market'
import type { TrialPeriod, TrialResult, WalkForwardResult } from '../../engine/optimise/types'
import { Refusal } from '../../errors'
import type { SearchMarket } from '../../optimise/market'
import type {
  ChoosingAsked,
  ChosenTrials,
  FromShardThread,
  JudgingAsked,
  ToShardThread,
} from './shardMessages'

/** Runs a script that is due and gives its outputs. One at a time for each thread. */
export interface ThreadScripts {
  readonly answer: (symbol: string, due: DueWork) => Promise<readonly Float64Array[]>
  readonly close: () => void
}

const ENTRY = new URL('./entry.mjs', import.meta.url)
const MODULE = new URL('./shardThread.ts', import.meta.url).href

type Answer<Kind extends FromShardThread['kind']> = Extract<FromShardThread, { kind: Kind }>

/** One thread with the bars of a search. One question at a time; an abort ends the thread at once, whatever it is at. */
export class ShardThread {
  readonly #thread: Worker
  readonly #scripts: ThreadScripts
  readonly #signal: AbortSignal

  constructor(
    { market, periods }: { readonly market: SearchMarket; readonly periods: readonly TrialPeriod[] },
    scripts: ThreadScripts,
    signal: AbortSignal,
  ) {
    this.#thread = new Worker(ENTRY, { workerData: { module: MODULE } })
    this.#scripts = scripts
    this.#signal = signal
    this.#tell({ kind: 'open', market, periods })
  }

  /** The numbers of each combination; `tried` hears how many are done. */
  async try(
    candidates: readonly Candidate[],
    tried: (trials: number) => void,
  ): Promise<readonly TrialResult[]> {
    return (await this.#ask({ kind: 'shard', candidates }, 'shard', tried)).results
  }

  async choose(asked: ChoosingAsked): Promise<ChosenTrials> {
    return (await this.#ask({ kind: 'choose', ...asked }, 'choose')).chosen
  }

  async judge(asked: JudgingAsked): Promise<WalkForwardResult> {
    return (await this.#ask({ kind: 'judge', ...asked }, 'judge')).result
  }

  async close(): Promise<void> {
    this.#scripts.close()
    await this.#thread.terminate()
  }

  #tell(message: ToShardThread): void {
    this.#thread.postMessage(message)
  }

  #ask<Kind extends 'shard' | 'choose' | 'judge'>(
    question: ToShardThread,
    kind: Kind,
    tried: (trials: number) => void = () => {},
  ): Promise<Answer<Kind>> {
    const thread = this.#thread
    const signal = this.#signal
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const over = (settle: () => void) => {
        signal.removeEventListener('abort', aborted)
        thread.off('message', heard).off('error', broken).off('exit', left)
        settle()
      }
      const aborted = () => over(() => reject(signal.reason))
      const broken = (error: unknown) => over(() => reject(error))
      const left = (code: number) =>
        over(() => reject(new Error(`The thread of a search ended with code ${code}.`)))
      const heard = (message: FromShardThread) => {
        if (message.kind === 'tried') return tried(message.trials)
        if (message.kind === 'due') {
          const { kind: _kind, symbol, ...due } = message
          this.#answered(symbol, due).then(answer => this.#tell({ kind: 'answer', answer }), broken)
          return
        }
        if (message.kind === kind) return over(() => resolve(message as Answer<Kind>)) // its kind was just compared
        broken(new Error(`A thread was asked for ${kind} and told ${message.kind}.`))
      }
      signal.addEventListener('abort', aborted, { once: true })
      thread.on('message', heard).once('error', broken).once('exit', left)
      this.#tell(question)
    })
  }

  /** Code that fails is its trial's trouble; all else is the job's. */
  async #answered(symbol: string, due: DueWork): Promise<TrialAnswer> {
    try {
      return { ok: true, columns: await this.#scripts.answer(symbol, due) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, message: error.message }
      throw error
    }
  }
}
