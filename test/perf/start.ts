// What a first visit costs: `node scripts/run.mjs test/perf/start.ts`. Clones the committed state, installs it, starts
// it twice, and weighs it at rest. Takes some minutes.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const REST_MS = 60_000
const house = process.cwd()
const clone = mkdtempSync(path.join(tmpdir(), 'sluice-start-'))
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const rows: [string, string][] = []

const timed = <T>(title: string, work: () => T): T => {
  const began = performance.now()
  const result = work()
  rows.push([title, seconds(performance.now() - began)])
  return result
}

interface Started {
  readonly pid: number
  readonly servedMs: number
  readonly stop: () => Promise<void>
}

/** From the command to a page in hand. */
async function start(): Promise<Started> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', chunk => {
      printed += String(chunk)
      const ready = /Sluice is ready on (\S+)/.exec(printed)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', code => reject(new Error(`ended with ${code}\n${printed}`)))
  })
  const page = await fetch(url)
  if (!page.ok) throw new Error(`the page answers ${page.status}`)
  await page.text()
  const servedMs = performance.now() - began
  const stop = async () => {
    const gone = new Promise(resolve => child.once('close', resolve))
    for (const pid of family(child.pid!))
      if (commandOf(pid).includes('server/start.ts')) process.kill(pid, 'SIGINT')
    await gone
  }
  return { pid: child.pid!, servedMs, stop }
}

const stat = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
  } catch {
    return [] // gone in between
  }
}
const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}
const pids = () => readdirSync('/proc').map(Number).filter(Boolean)

/** A process and all that descend from it. */
function family(root: number): number[] {
  const found = [root]
  for (const pid of found) found.push(...pids().filter(child => Number(stat(child)[1]) === pid))
  return found
}

const mib = (pid: number, name: 'Rss' | 'Pss'): number => {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

try {
  execFileSync('git', ['clone', '-q', house, clone])
  timed('npm ci', () => {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone, stdio: 'inherit' })
    if (status !== 0) throw new Error('npm ci failed')
  })
  const first = await start()
  rows.push(['first npm start to a served page', seconds(first.servedMs)])
  await new Promise(resolve => setTimeout(resolve, REST_MS))
  const processes = family(first.pid)
  for (const pid of processes.filter(each => mib(each, 'Pss') > 20))
    rows.push([`  ${commandOf(pid).slice(0, 60)}`, `${mib(pid, 'Pss').toFixed(0)} MiB`])
  const sum = (name: 'Rss' | 'Pss') => processes.reduce((total, pid) => total + mib(pid, name), 0)
  rows.push(['memory at rest, shared pages counted once (PSS)', `${sum('Pss').toFixed(0)} MiB`])
  rows.push(['memory at rest, summed RSS', `${sum('Rss').toFixed(0)} MiB`])
  await first.stop()
  const second = await start()
  rows.push(['second npm start to a served page', seconds(second.servedMs)])
  await second.stop()
} finally {
  rmSync(clone, { recursive: true, force: true })
}
for (const [title, value] of rows) console.log(`${title.padEnd(64)} ${value}`)
