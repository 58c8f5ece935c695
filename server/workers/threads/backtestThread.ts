// The thread that computes backtests, so that leases, cancels and other jobs of its process go on meanwhile.
import { parentPort } from 'node:worker_threads'
import { computed, type ScriptAnswer } from '../../backtests/compute'
import { packed } from '../../backtests/stored'
import type { BacktestTask } from '../../backtests/task'
import type { FromThread, ToThread } from './messages'

const port = parentPort ?? fail()
const say = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer)

/** Who waits for a script's outputs. */
let waiting: ((answer: ScriptAnswer) => void) | null = null

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'run':
      // what goes wrong ends the thread, and is told there
      void run(message.task)
      return
    case 'answer': {
      const heard = waiting
      waiting = null
      heard?.(message.answer)
    }
  }
})

async function run(task: BacktestTask): Promise<void> {
  const done = await computed(task, {
    tell: (fraction, stage) => say({ kind: 'stage', fraction, stage }),
    answer: (symbol, due) =>
      new Promise(resolve => {
        waiting = resolve
        say({ kind: 'due', symbol, ...due })
      }),
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
