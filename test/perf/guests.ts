// What the fence costs. Run alone: node --no-liftoff --import tsx test/perf/guests.ts
import { readFileSync } from 'node:fs'
import { compileDocument } from '@/sandbox/compile/compile'
import { compileMetered, meterEngine } from '@/sandbox/host/engineBuild'
import { createFence } from '@/sandbox/host/fence'
import { COMPILE_LIMITS } from '@/sandbox/host/limits'
import { quickJs } from '@/sandbox/host/quickjs'
import type { GuestRole } from '@/sandbox/host/role'
import { runScript, type ScriptCode } from '@/sandbox/host/script/script'
import { enginePath } from '@/server/guests/nodeFence'
import { closeGuests, guests } from '@/server/guests/service'

const clock = () => performance.now()

/** Best and middle of `times` runs, in milliseconds, after one that warms up. */
function measure(times: number, work: () => unknown): { best: number; middle: number } {
  work()
  const took = Array.from({ length: times }, () => {
    const started = clock()
    work()
    return clock() - started
  }).sort((a, b) => a - b)
  return { best: took[0]!, middle: took[times >> 1]! }
}

function report(what: string, ms: number, target?: number): void {
  const shown = ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : `${ms.toFixed(1)} ms`
  const verdict = target === undefined ? '' : ms <= target ? `  within ${target} ms` : `  MISSES ${target} ms`
  console.log(`${what.padEnd(58)} ${shown.padStart(10)}${verdict}`)
}

// --- starting
let started = clock()
const metered = meterEngine(readFileSync(enginePath()))
report('metering the engine (once)', clock() - started)
started = clock()
const fence = createFence(quickJs(await compileMetered(metered), clock))
report('compiling it', clock() - started)

const ECHO: GuestRole = {
  name: 'echo',
  prelude: 'globalThis.__enter = input => input',
  limits: COMPILE_LIMITS,
}
started = clock()
fence.run(ECHO, { input: '' })
report('a role’s picture, first guest included', clock() - started)

// --- one guest
const USER = 'const twice = x => x * 2\nlet sum = 0\nfor (let i = 0; i < 10; i++) sum += twice(i)'
report(
  'a whole guest: reset, source, call, answer',
  measure(3_000, () => fence.run(ECHO, { input: 'x', source: USER })).best,
)
const greedy = 'const all = []; for (let i = 0; i < 20; i++) all.push(new Uint8Array(1e6))'
const kept = measure(20, () => fence.run(ECHO, { input: 'x', source: greedy.replace('20', '10') }))
const dropped = measure(20, () => fence.run(ECHO, { input: 'x', source: greedy }))
report('a guest of 10 MB, its engine cleared', kept.middle)
report('a guest of 20 MB, its engine dropped and made anew', dropped.middle)

// --- scripts
const BARS = 1_000_000
const fields = ['rsi', 'fast', 'slow', 'macd', 'signal', 'upper', 'lower', 'atr', 'busy', 'trend']
const columns = fields.map((_, k) =>
  Float64Array.from({ length: BARS }, (_, i) => 50 + 50 * Math.sin(i / (7 + k))),
)
const code: ScriptCode = {
  source: `script({ name: 'Three pushes' }, () => ({}), (bar, state) => {
    const up = bar.fast > bar.slow && bar.trend > 40
    const momentum = bar.macd - bar.signal
    state.pushes = bar.rsi > 70 ? (state.pushes ?? 0) + 1 : 0
    const wide = bar.upper - bar.lower > 2 * bar.atr
    return { filter: up && momentum > 0 && wide && state.pushes >= 3 && bar.busy > 10, score: momentum }
  })`,
  fields,
  outputs: [
    { name: 'filter', kind: 'bool', from: 'output' },
    { name: 'score', kind: 'number', from: 'output' },
  ],
  params: {},
}
const whole = [{ symbol: 'A', from: 0, to: BARS, state: null }]
report(
  'a script over 1,000,000 bars, 10 columns read',
  measure(4, () => runScript(fence, code, { columns, segments: whole })).best,
  2_000,
)

const few = columns.map(column => column.slice(0, 200))
const last = Array.from({ length: 100 }, (_, n) => ({
  symbol: `S${n}`,
  from: 2 * n + 1,
  to: 2 * n + 2,
  state: '{"pushes":2}',
}))
const batch = measure(1_000, () => runScript(fence, code, { columns: few, segments: last }))
report('a last-bar batch of 100 symbols, best', batch.best, 0.5)
report('a last-bar batch of 100 symbols, middle', batch.middle)

// --- formulas
const formula = (
  n: number,
) => `export default strategy({ name: 'Oversold ${n}', timeframe: '5m', params: { length: int(14, 2, 200) } },
  ({ close, volume, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    const { macd, signal } = ta.macd(close, 12, 26, 9)
    const busy = volume > ${1 + (n % 7)} * ta.sma(volume, 20)
    return { filter: rsi < 30 && busy && ta.crossover(macd, signal), score: -rsi, columns: { rsi } }
  })`
/** The best of several batches: other work on the machine must not count. */
const BATCH = 25
const best = new Map<string, number>()
for (let round = 0; round < 12; round++) {
  const took = new Map<string, number>()
  const spent = <T>(what: string, work: () => T): T => {
    const began = clock()
    const result = work()
    took.set(what, (took.get(what) ?? 0) + (clock() - began) / BATCH)
    return result
  }
  const timed: typeof fence = { ...fence, run: (role, job) => spent(role.name, () => fence.run(role, job)) }
  for (let n = 0; n < BATCH; n++) {
    const document = formula(round * BATCH + n)
    const compiled = spent('all', () => compileDocument(timed, { kind: 'formula', document }))
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  }
  for (const [what, ms] of took) best.set(what, Math.min(ms, best.get(what) ?? Number.POSITIVE_INFINITY))
}
report('compiling a formula, all of it', best.get('all')!, 20)
report('  reading it in the fence', best.get('ingest')!)
report('  tracing it in the fence', best.get('trace')!)
report('10,000 formulas traced through the fence', best.get('trace')! * 10_000, 6_000)
report('10,000 formulas read, traced and built', best.get('all')! * 10_000)

// --- the guests' process
const ask = () =>
  guests().ask({
    question: { ask: 'guest', role: ECHO, job: { input: 'x', source: USER } },
    columns: [],
    overstayMs: 10_000,
  })
started = clock()
await ask()
report('the guests’ process, from nothing to its first answer', clock() - started)
started = clock()
for (let n = 0; n < 500; n++) await ask()
report('a guest through the process', (clock() - started) / 500)
closeGuests()
