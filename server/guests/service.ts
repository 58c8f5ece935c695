import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Counter } from 'prom-client'
import { meterEngine } from '../../sandbox/host/engineBuild'
import { dataDir, settings } from '../env'
import { createLog } from '../log'
import { registry } from '../metrics'
import { bundleChild } from './bundle'
import type { Answered } from './guestProcess'
import type { Question } from './messages'
import { enginePath } from './nodeFence'
import { GuestPool } from './pool'

/** Longer than any guest's own limit; then the process is killed from outside. */
const OVERSTAY_MS = { compile: 6_000, script: 47_000 } as const

export const overstayMs = (kind: keyof typeof OVERSTAY_MS): number =>
  OVERSTAY_MS[kind] * Math.max(1, settings().GUEST_TIME)

const MOST_WAITING = 200
const MOST_LENT = 4

const runs = new Counter({
  name: 'sluice_guest_runs_total',
  help: 'What users’ code was asked to do in the guests’ process, by how it ended',
  labelNames: ['ask', 'outcome'] as const,
  registers: [registry],
})
const endings = new Counter({
  name: 'sluice_guest_processes_lost_total',
  help: 'Guests’ processes that ended without being asked to, by why',
  labelNames: ['ending'] as const,
  registers: [registry],
})

let pool: GuestPool | undefined

/** Makes a thing when it is first wanted; a making that fails is tried again the next time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch(error => {
      made = undefined
      throw error
    })
    return made
  }
}

const engine = once(async () => meterEngine(await readFile(enginePath())))
/** Where the data folder may not be written, a folder of our own will do. */
const bundle = once(() =>
  bundleChild(path.join(dataDir(settings()), 'cache')).catch(async () =>
    bundleChild(await mkdtemp(path.join(tmpdir(), 'sluice-guests-'))),
  ),
)

/** This process's guests. Nothing starts before the first question. */
export function guests(): GuestPool {
  pool ??= new GuestPool({
    size: 1,
    mostWaiting: MOST_WAITING,
    mostLent: MOST_LENT,
    whenLost(ending, stderr) {
      endings.inc({ ending })
      createLog('guests', settings()).warn(
        { ending, stderr },
        'a guests’ process ended; another takes its place',
      )
    },
    scale: { time: settings().GUEST_TIME, memory: settings().GUEST_MEMORY },
    engine,
    bundle,
  })
  return pool
}

/** Asks a free process and counts how it went. */
export async function askGuests(
  question: Question,
  columns: readonly Float64Array[],
  overstayMs: number,
): Promise<Answered> {
  const answered = await guests().ask({ question, columns, overstayMs })
  const { told } = answered
  runs.inc({ ask: question.ask, outcome: told.ok ? 'ok' : told.error.kind })
  return answered
}

/** Ends the guests' processes; a command that is done calls it to leave at once. */
export function closeGuests(): void {
  pool?.close()
}
