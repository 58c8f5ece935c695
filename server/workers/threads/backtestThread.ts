// The thread that computes backtests, so that leases, cancels and other jobs of its process go on meanwhile.
import { parentPort } from 'node:worker_threads'
import { computing } from '../../backtests/compute'
import { packed } from '../../backtests/stored'
import type { FromThread, ToThread } from './messages'

const port = parentPort ?? fail()
const say = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer)

let steps: ReturnType<typeof computing> | null = null

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'run':
      steps = computing(message.task, (fraction, stage) => say({ kind: 'stage', fraction, stage }))
      told(steps.next())
      return
    case 'answer':
      if (steps) told(steps.next(message.answer))
  }
})

/** Says which script is due, or what came of it all. */
function told(step: ReturnType<ReturnType<typeof computing>['next']>): void {
  if (!step.done) {
    say({ kind: 'due', ...step.value })
    return
  }
  steps = null
  const result = step.value && packed(step.value)
  const parts = result ? [result.report, result.page, result.lists, result.equity] : []
  say(
    { kind: 'done', packed: result },
    parts.map(({ buffer }) => buffer),
  )
}

function fail(): never {
  throw new Error('This module runs in a worker thread.')
}
