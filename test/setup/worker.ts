// Worker processes for tests, begun as the supervisor begins them. A test file stops or kills those that it began.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

const workers: ChildProcess[] = []

type Settings = Readonly<Record<string, string>>

/** Begins one that may not come to be ready. */
export function forkWorker(env: Settings = {}): ChildProcess {
  const worker = fork('server/worker.ts', {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // what nobody reads would hold it up
  worker.stderr?.pipe(process.stderr, { end: false })
  workers.push(worker)
  return worker
}

/** Begins one and waits until it takes jobs. */
export async function startWorker(env?: Settings): Promise<ChildProcess> {
  const worker = forkWorker(env)
  await once(worker, 'message')
  return worker
}

/** Lets all that were begun finish what they are doing. */
export const stopWorkers = (): Promise<void> => end('SIGTERM')
/** Ends all that were begun as a power cut does. */
export const killWorkers = (): Promise<void> => end('SIGKILL')

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  await Promise.all(
    workers.splice(0).map(async worker => {
      if (worker.exitCode !== null || worker.signalCode !== null) return
      const left = once(worker, 'exit')
      worker.kill(signal)
      await left
    }),
  )
}
