import { Worker } from 'node:worker_threads'
import type { ScriptAnswer, Talk } from '../../backtests/compute'
import type { Packed } from '../../backtests/stored'
import type { BacktestTask } from '../../backtests/task'
import type { DueWork } from '../../engine/backtest/scripted'
import { Refusal } from '../../errors'
import type { FromThread, ToThread } from './messages'

export interface ThreadTalk {
  readonly signal: AbortSignal
  readonly tell: Talk['tell']
  readonly finer: Talk['finer']
  /** Runs a script that is due and gives its outputs. */
  readonly runScript: (symbol: string, due: DueWork) => Promise<readonly Float64Array[]>
}

const ENTRY = new URL('./entry.mjs', import.meta.url)
const MODULE = new URL('./backtestThread.ts', import.meta.url).href
/** A thread takes a second to start and holds some memory, so one waits this long for the next backtest. */
const IDLE_MS = 60_000

interface Idle {
  readonly thread: Worker
  readonly end: NodeJS.Timeout
}
let idle: Idle | null = null

/** Computes a backtest in a thread of its own. An abort ends the thread at once, whatever it is at. */
export async function runInThread(task: BacktestTask, talk: ThreadTalk): Promise<Packed | null> {
  talk.signal.throwIfAborted()
  const thread = take()
  try {
    const result = await converse(thread, task, talk)
    keep(thread)
    return result
  } catch (error) {
    await thread.terminate()
    throw error
  }
}

function converse(
  thread: Worker,
  task: BacktestTask,
  { signal, tell, finer, runScript }: ThreadTalk,
): Promise<Packed | null> {
  const tellThread = (message: ToThread) => thread.postMessage(message)
  return new Promise((resolve, reject) => {
    const over = (settle: () => void) => {
      signal.removeEventListener('abort', aborted)
      thread.off('message', heard).off('error', broken).off('exit', left)
      settle()
    }
    const aborted = () => over(() => reject(signal.reason))
    const broken = (error: unknown) => over(() => reject(error))
    const left = (code: number) =>
      over(() => reject(new Error(`The thread of a backtest ended with code ${code}.`)))
    const heard = (message: FromThread) => {
      switch (message.kind) {
        case 'stage':
          return tell(message.fraction, message.stage)
        case 'due':
          answer(runScript, message).then(each => tellThread({ kind: 'answer', answer: each }), broken)
          return
        case 'finer':
          finer(message.asked).then(given => tellThread({ kind: 'finer', given }), broken)
          return
        case 'done':
          return over(() => resolve(message.packed))
      }
    }
    signal.addEventListener('abort', aborted, { once: true })
    thread.on('message', heard).once('error', broken).once('exit', left)
    tellThread({ kind: 'run', task })
  })
}

/** Code that fails is its symbol's trouble; all else is the job's. */
async function answer(
  runScript: ThreadTalk['runScript'],
  { symbol, ...due }: Extract<FromThread, { kind: 'due' }>,
): Promise<ScriptAnswer> {
  try {
    return { ok: true, columns: await runScript(symbol, due) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message }
    throw error
  }
}

function take(): Worker {
  if (idle) {
    const { thread, end } = idle
    idle = null
    clearTimeout(end)
    thread.off('exit', forget).off('error', forget)
    thread.ref()
    return thread
  }
  return new Worker(ENTRY, { workerData: { module: MODULE } })
}

const forget = () => {
  idle = null
}

function keep(thread: Worker): void {
  if (idle) return void thread.terminate()
  // who waits for nothing must not keep the process alive
  thread.unref()
  thread.once('exit', forget).once('error', forget)
  const end = setTimeout(() => void thread.terminate(), IDLE_MS)
  end.unref()
  idle = { thread, end }
}
