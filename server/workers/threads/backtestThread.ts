// The thread that computes backtests, so that leases, cancels and other jobs of its process go on meanwhile.
import { parentPort } from 'node:worker_threads'
import { computed } from '../../backtests/compute'
import { packed } from '../../backtests/stored'
import type { BacktestTask } from '../../backtests/task'
import type { FromThread, ToThread } from './messages'

const port = parentPort ?? fail()
const say = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer)

/** Who waits for what was asked of the process: one question at a time. */
let waiting: ((message: ToThread) => void) | null = null

port.on('message', (message: ToThread) => {
  if (message.kind === 'run') {
    // what goes wrong ends the thread, and is told there
    void run(message.task)
    return
  }
  const heard = waiting
  waiting = null
  heard?.(message)
})

function asked<Kind extends ToThread['kind']>(
  message: FromThread,
  kind: Kind,
): Promise<Extract<ToThread, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    waiting = told =>
      told.kind === kind
        ? resolve(told as Extract<ToThread, { kind: Kind }>) // its kind was just compared
        : reject(new Error(`A thread asked for ${kind} and was told ${told.kind}.`))
    say(message)
  })
}

async function run(task: BacktestTask): Promise<void> {
  const done = await computed(task, {
    tell: (fraction, stage) => say({ kind: 'stage', fraction, stage }),
    answer: async (symbol, due) => (await asked({ kind: 'due', symbol, ...due }, 'answer')).answer,
    finer: async bars => (await asked({ kind: 'finer', asked: bars }, 'finer')).given,
  })
  const result = done && packed(done)
  const parts = result ? [result.report, result.page, result.lists, result.equity] : []
  say(
    { kind: 'done', packed: result },
    parts.map(({ buffer }) => buffer),
  )
}

function fail(): never {
  throw new Error('This module runs in a worker thread.')
}
