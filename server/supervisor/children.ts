// The processes under the supervisor: started, restarted when they crash, stopped in order.
import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { Logger } from 'pino'

/** A child that ends like this has said itself what is wrong; starting it again would say it again. */
export const BAD_SETTINGS = 78

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** A child that lived this long did start; its next crash is a new one. */
const SETTLED_MS = 20_000

export interface ChildPlan {
  readonly name: string
  readonly entry: string
  readonly env: NodeJS.ProcessEnv
  /** Options for V8, to keep small processes small. */
  readonly nodeOptions?: readonly string[]
}

export interface Crew {
  /** Starts a child; resolves with what it serves once it says it is ready. */
  readonly start: (plan: ChildPlan) => Promise<string>
  readonly restart: (name: string) => void
  readonly stop: (withinMs: number) => Promise<void>
}

interface Child {
  readonly plan: ChildPlan
  readonly onReady: (serves: string) => void
  process?: ChildProcess
  startedAt: number
  pauseMs: number
}

export function assembleCrew(log: Logger, onHopeless: (name: string) => void): Crew {
  const children = new Map<string, Child>()
  let stopping = false

  const begin = (child: Child) => {
    const launched = launch(child.plan)
    child.process = launched
    child.startedAt = performance.now()
    launched.on('message', message => {
      if (isReady(message)) child.onReady(message.ready)
    })
    launched.once('exit', (code, signal) => ended(child, code, signal))
  }

  const ended = (child: Child, code: number | null, signal: NodeJS.Signals | null) => {
    if (stopping) return
    const { name } = child.plan
    if (code === BAD_SETTINGS) return onHopeless(name)
    const settled = performance.now() - child.startedAt > SETTLED_MS
    child.pauseMs = settled ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, child.pauseMs * 2)
    if (code !== 0) log.warn({ code, signal, pauseMs: child.pauseMs }, `${name} ended; starting it again`)
    setTimeout(() => {
      if (!stopping) begin(child)
    }, child.pauseMs)
  }

  return {
    start: plan =>
      new Promise(onReady => {
        const child: Child = { plan, onReady, startedAt: 0, pauseMs: FIRST_PAUSE_MS }
        children.set(plan.name, child)
        begin(child)
      }),
    restart: name => void children.get(name)?.process?.kill('SIGTERM'),
    stop: async withinMs => {
      stopping = true
      const running = [...children.values()].flatMap(({ process }) =>
        process && isRunning(process) ? [process] : [],
      )
      const gone = Promise.all(running.map(child => new Promise(resolve => child.once('exit', resolve))))
      for (const child of running) child.kill('SIGTERM')
      const impatient = setTimeout(() => {
        for (const child of running.filter(isRunning)) child.kill('SIGKILL')
      }, withinMs)
      await gone
      clearTimeout(impatient)
    },
  }
}

const launch = ({ entry, env, nodeOptions }: ChildPlan): ChildProcess =>
  fork(path.resolve('scripts/run.mjs'), [entry], {
    env,
    execArgv: [...(nodeOptions ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C must reach the supervisor alone; it stops the others in order.
    detached: process.platform !== 'win32',
  })

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

const isReady = (message: unknown): message is { ready: string } =>
  typeof message === 'object' && message !== null && 'ready' in message && typeof message.ready === 'string'
