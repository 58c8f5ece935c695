// A thread that runs trials of a search, one shard after another over the same market.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { replayDocument } from '../../../sandbox/compile/compile'
import { type DueTrial, evaluate, type TrialAnswer } from '../../engine/optimise/evaluate'
import type { Candidate, Market } from '../../engine/optimise/market'
import { judge } from '../../engine/optimise/walkForward'
import { marketOf } from '../../optimise/market'
import type { FromTrialThread, RecordedTrial, ToTrialThread } from './trialMessages'

const port = parentPort ?? fail()
const say = (message: FromTrialThread) => port.postMessage(message)

/** Screens and backtests get three times as much of a busy core; a search that is alone gets all. */
const NICENESS = 5
// Linux keeps a priority for each thread; elsewhere this would slow down the whole process.
if (process.platform === 'linux') setPriority(NICENESS)

let market: Market | null = null
/** Who waits for a script's outputs: one at a time. */
let waiting: ((answer: TrialAnswer) => void) | null = null

// what goes wrong ends the thread, and is told there
port.on('message', (message: ToTrialThread) => void hear(message))

async function hear(message: ToTrialThread): Promise<void> {
  switch (message.kind) {
    case 'market':
      market = marketOf(message.market)
      return
    case 'answer': {
      const heard = waiting
      waiting = null
      heard?.(message.answer)
      return
    }
    case 'shard': {
      const { trials, periods } = message.work
      const work = evaluate(trials.map(candidateOf), {
        market: opened(),
        periods,
        onDone: done => say({ kind: 'done', trials: done }),
      })
      say({ kind: 'results', results: await answered(work) })
      return
    }
    case 'judge': {
      const { trials, ...work } = message.work
      const candidates = new Map(trials.map(trial => [trial.number, candidateOf(trial)]))
      say({ kind: 'judged', judged: await answered(judge({ market: opened(), candidates, ...work })) })
      return
    }
  }
}

const opened = (): Market => {
  if (!market) throw new Error('A thread of trials is told its market first.')
  return market
}

/** What a guest recorded is checked and built anew here: a trial's program exists only where it is run. */
function candidateOf({ number, params, recorded }: RecordedTrial): Candidate {
  const compiled = replayDocument(recorded)
  if (compiled.ok) return { number, params, program: compiled.program }
  const [problem] = compiled.problems
  return { number, params, failed: problem?.message ?? 'It does not compile.' }
}

async function answered<Result>(work: Generator<DueTrial, Result, TrialAnswer>): Promise<Result> {
  let step = work.next()
  while (!step.done) {
    const due = step.value
    const answer = await new Promise<TrialAnswer>(resolve => {
      waiting = resolve
      say({ kind: 'due', ...due })
    })
    step = work.next(answer)
  }
  return step.value
}

function fail(): never {
  throw new Error('This module runs in a worker thread.')
}
