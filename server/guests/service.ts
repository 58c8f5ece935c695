import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { meterEngine } from '../../sandbox/host/engineBuild'
import { dataDir, settings } from '../env'
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

let pool: GuestPool | undefined
let engine: Promise<Uint8Array> | undefined
let bundle: Promise<string> | undefined

/** This process's guests. Nothing starts before the first question. */
export function guests(): GuestPool {
  pool ??= new GuestPool({
    size: 1,
    mostWaiting: MOST_WAITING,
    mostLent: MOST_LENT,
    scale: { time: settings().GUEST_TIME, memory: settings().GUEST_MEMORY },
    engine: () => {
      engine ??= readFile(enginePath()).then(meterEngine)
      return engine
    },
    bundle: () => {
      bundle ??= bundleChild(path.join(dataDir(settings()), 'cache'))
      return bundle
    },
  })
  return pool
}

export const askGuests = (
  question: Question,
  columns: readonly Float64Array[],
  overstayMs: number,
): Promise<Answered> => guests().ask({ question, columns, overstayMs })

/** Ends the guests' processes; a command that is done calls it to leave at once. */
export function closeGuests(): void {
  pool?.close()
}
