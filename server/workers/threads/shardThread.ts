// A thread that tries combinations of parameters. The scheduler gives it what nobody else wants of a core: screens and backtests go first.
import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { choose } from '../../engine/optimise/choose'
import { type DueTrial, evaluate, type TrialAnswer } from '../../engine/optimise/evaluate'
import type { Market } from '../../engine/optimise/market'
import type { TrialPeriod } from '../../engine/optimise/types'
import { judge, picksOf } from '../../engine/optimise/walkForward'
import { marketOf } from '../../optimise/market'
import type { TrialPick } from '../../optimise/stored'
import type {
  ChoosingAsked,
  ChosenTrials,
  FromShardThread,
  JudgingAsked,
  ToShardThread,
} from './shardMessages'

const port = parentPort ?? fail()
const say = (message: FromShardThread) => port.postMessage(message)

// Linux keeps a priority for each thread; elsewhere this would slow down the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

let opened: { readonly market: Market; readonly periods: readonly TrialPeriod[] } | null = null
let waiting: ((answer: TrialAnswer) => void) | null = null

// what goes wrong in any of them ends the thread, and is told there
port.on('message', (message: ToShardThread) => {
  switch (message.kind) {
    case 'open':
      opened = { market: marketOf(message.market), periods: message.periods }
      return
    case 'answer': {
      const heard = waiting
      waiting = null
      heard?.(message.answer)
      return
    }
    case 'shard':
      void tryAll(message)
      return
    case 'choose':
      return say({ kind: 'choose', chosen: chosenFrom(message) })
    case 'judge':
      void judgeAll(message)
      return
  }
})

const bars = () => opened ?? fail('A thread was given work before it had bars.')

async function tryAll({ candidates }: Extract<ToShardThread, { kind: 'shard' }>): Promise<void> {
  const tried = (trials: number) => say({ kind: 'tried', trials })
  say({ kind: 'shard', results: await answered(evaluate(candidates, { ...bars(), onDone: tried })) })
}

async function judgeAll({ candidates, ...asked }: JudgingAsked): Promise<void> {
  const byNumber = new Map(candidates.map(candidate => [candidate.number, candidate]))
  const work = judge({ ...asked, market: bars().market, candidates: byNumber })
  say({ kind: 'judge', result: await answered(work) })
}

function chosenFrom({ results, axes, choosing, windows }: ChoosingAsked): ChosenTrials {
  if (windows) return { windows: picksOf(results, windows, axes, choosing) }
  const pick = (by: 'peak' | 'plateau'): TrialPick | null => {
    const chosen = choose(results, axes, { ...choosing, by })
    const trial = chosen && results[chosen.at]
    return chosen && trial ? { trial: trial.number, value: chosen.value } : null
  }
  return { peak: pick('peak'), plateau: pick('plateau') }
}

/** Brings work to its end, asking for each script that is due on the way. */
async function answered<Result>(work: Generator<DueTrial, Result, TrialAnswer>): Promise<Result> {
  let step = work.next()
  while (!step.done) {
    const { symbol, due } = step.value
    const answer = new Promise<TrialAnswer>(resolve => {
      waiting = resolve
    })
    say({ kind: 'due', symbol, ...due })
    step = work.next(await answer)
  }
  return step.value
}

function fail(message = 'This module runs in a worker thread.'): never {
  throw new Error(message)
}
