// The command line as a user runs it: a process of its own.
import { spawn } from 'node:child_process'
import path from 'node:path'

export const HOUSE = path.resolve(import.meta.dirname, '../..')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export const sluice = (...args: string[]): Promise<Ended> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, ['scripts/sluice.mjs', ...args], {
      cwd: HOUSE,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', chunk => {
      out += String(chunk)
    })
    child.stderr.on('data', chunk => {
      err += String(chunk)
    })
    child.once('close', code => resolve({ code, out, err }))
  })
