// Builds the pages when they were never built or have changed since.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'

const BUILT = '.next/BUILD_ID'
/** What ends up in a page. */
const SOURCES = [
  'app',
  'sandbox',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]

export function pagesAreStale(): boolean {
  if (!existsSync(BUILT)) return true
  const built = statSync(BUILT).mtimeMs
  return SOURCES.some(source => existsSync(source) && newest(source) > built)
}

/** Folders count too: removing a file touches only its folder. */
function newest(place: string): number {
  const { mtimeMs } = statSync(place)
  if (!statSync(place).isDirectory()) return mtimeMs
  return readdirSync(place).reduce(
    (latest, name) => Math.max(latest, newest(path.join(place, name))),
    mtimeMs,
  )
}

/** Rejects with the end of the build's own words. */
export function buildPages(): Promise<void> {
  rmSync('.next/dev', { recursive: true, force: true }) // route types of a development run break a build
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let words = ''
    const listen = (chunk: Buffer) => {
      words = (words + String(chunk)).slice(-8000)
    }
    build.stdout.on('data', listen)
    build.stderr.on('data', listen)
    build.once('error', reject)
    build.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`The pages can’t be built:\n${words}`)),
    )
  })
}
