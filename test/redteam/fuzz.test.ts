import { afterAll, describe, expect, it } from 'vitest'
import { compileDocument, recordDocument, replayDocument } from '@/sandbox/compile/compile'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { toGraph } from '@/sandbox/compile/graph/toGraph'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import type { GuestResult } from '@/sandbox/host/engine'
import { runScript, type ScriptCode } from '@/sandbox/host/script/script'
import { templates } from '@/sandbox/templates'
import { BrokenAnswer, readTold } from '@/server/guests/messages'
import { nodeFence } from '@/server/guests/nodeFence'
import { randomGraph } from '../sandbox/compile/graph/random'
import { type Dice, dice, mutated, noise } from './mutate'
import { mutatedJson } from './mutateJson'
import { ownPrograms } from './programs'
import { CANARY, REDTEAM_ROLE } from './role'

/** Seconds for each door. A few by default; a continuous check takes its time. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 2)
/** The same by default; a long run should bring its own. */
const SEED = Number(process.env.FUZZ_SEED ?? 20260101)
/** Of a processor, so that a busy machine is no failure. */
const SLOWEST_MS = 2_500

const fence = await nodeFence()
const role = { ...REDTEAM_ROLE, limits: { ...REDTEAM_ROLE.limits, fuel: 3_000_000 } }
const canary = () => fence.run(role, { input: 'canary', source: CANARY, seed: 7 })
const reference = canary()

const PROGRAMS = ownPrograms()
  .map(({ source }) => source.split('\n').slice(2).join('\n'))
  .filter(source => source.length < 2_000)
const SCRIPTS = [
  'script({ name: "a" }, () => ({}), (bar, state) => { state.n = (state.n ?? 0) + bar.close; return { filter: state.n > 3 } })',
  'script({}, () => 0, ({ close }, s, { params, symbol }) => ({ score: close * params.n, columns: { c: symbol.length } }))',
  'const f = x => x * 2\nscript({ params: { n: int(3) } }, ({ ta }) => ({}), bar => bar.index % 2 === 0)',
]
const STATES = [
  '{}',
  '{"n":1}',
  '{"n":{"$":"NaN"},"list":[1,{"$":"-0"},"x"]}',
  '{"a":{"b":{"c":[true,null]}}}',
]
const FORMULAS = [
  'export default strategy({ name: "a", params: { n: int(14, 2, 200) } }, ({ close, ta, params }) => ({ filter: ta.rsi(close, params.n) < 30 }))',
  'export default strategy({ name: "b", timeframe: "5m" }, ({ close, volume, ta }) => {\n  const busy = volume > 2 * ta.sma(volume, 20)\n  return { long: ta.crossover(close, ta.ema(close, 10)) && busy, score: -close, columns: { busy } }\n})',
]
const GRAPHS = templates.filter(({ kind }) => kind === 'graph').map(({ source }) => source)
const RECORDINGS = [
  ...FORMULAS,
  ...templates.filter(({ kind }) => kind === 'script').map(({ source }) => source),
]
  .map(document => recordDocument(fence, { kind: 'formula', document }))
  .flatMap(made => (made.ok ? [made.recording] : []))
const TOLD = [
  '{"ok":true,"value":"x","fuelUsed":1,"logs":[{"bar":1,"text":"x"}]}',
  '{"ok":false,"error":{"kind":"thrown","message":"x","line":1,"column":null},"fuelUsed":1,"logs":[]}',
]

const code = (source: string): ScriptCode => ({
  source,
  fields: ['close'],
  outputs: [
    { name: 'filter', kind: 'bool', from: 'output' },
    { name: 'score', kind: 'number', from: 'output' },
    { name: 'c', kind: 'number', from: 'columns' },
  ],
  params: { n: 2 },
})
const columns = [Float64Array.from({ length: 50 }, (_, i) => i)]

const DOORS: readonly { readonly name: string; readonly knock: (dice: Dice) => unknown }[] = [
  { name: 'noise as a source', knock: d => checked(fence.run(role, { input: 'x', source: noise(d) })) },
  {
    name: 'mutated programs',
    knock: d => checked(fence.run(role, { input: 'x', source: mutated(d, PROGRAMS) })),
  },
  {
    name: 'mutated scripts over mutated states',
    knock: d => {
      const state = d.below(2) ? mutated(d, STATES) : d.pick(STATES)
      const segments = [{ symbol: 'A', from: 0, to: d.below(50), state }]
      return checked(
        runScript(fence, code(d.below(2) ? mutated(d, SCRIPTS) : d.pick(SCRIPTS)), { columns, segments }),
      )
    },
  },
  {
    name: 'documents',
    knock: d => {
      const kind = d.pick(['formula', 'script', 'graph'] as const)
      const corpus = { formula: FORMULAS, script: SCRIPTS, graph: GRAPHS }[kind]
      const document = d.below(8) ? mutated(d, corpus) : noise(d)
      const compiled = compileDocument(fence, { kind, document })
      if (!compiled.ok) expect(compiled.problems.length).toBeGreaterThan(0)
    },
  },
  {
    name: 'random and mutated graphs',
    knock: d => {
      const graph: unknown = d.below(2)
        ? randomGraph(d.below(2 ** 31), 1 + d.below(30))
        : JSON.parse(d.pick(GRAPHS))
      const document = JSON.stringify(d.below(6) ? mutatedJson(d, graph) : graph)
      const compiled = compileDocument(fence, { kind: 'graph', document })
      if (!compiled.ok) expect(compiled.problems.length).toBeGreaterThan(0)
      const read = readGraph(document)
      if (read.ok) printGraph(read.graph)
    },
  },
  {
    name: 'recordings of a captured fence',
    knock: d => {
      const whole = JSON.parse(d.pick(RECORDINGS)) as { trace: string }
      const broken = d.below(2)
        ? { ...whole, trace: JSON.stringify(mutatedJson(d, JSON.parse(whole.trace))) }
        : mutatedJson(d, whole)
      const recording = JSON.stringify(broken)
      const replayed = replayDocument({ ok: true, recording })
      if (!replayed.ok) expect(replayed.problems.length).toBeGreaterThan(0)
      const read = recordingSchema.safeParse(parseJson(recording))
      if (read.success && read.data.form === 'trace') toGraph(read.data)
    },
  },
  {
    name: 'what a captured process says',
    knock: d => {
      let words: unknown
      try {
        words = JSON.parse(mutated(d, TOLD))
      } catch {
        return
      }
      try {
        checked(readTold(words))
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenAnswer)
      }
    },
  },
]

function spentSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

function checked(result: GuestResult<unknown>): void {
  expect(typeof result.fuelUsed).toBe('number')
  if (result.ok) return
  const { kind, message } = result.error
  expect(kind).not.toBe('crashed')
  expect(message.length).toBeLessThanOrEqual(300)
}

describe(`only results or problems come out (FUZZ_SEED=${SEED}, FUZZ_SECONDS=${SECONDS})`, () => {
  it.each(DOORS)(
    'of $name',
    ({ name, knock }) => {
      const end = performance.now() + SECONDS * 1000
      let tries = 0
      for (; performance.now() < end; tries++) {
        const seed = SEED + tries
        const started = process.cpuUsage()
        try {
          knock(dice(seed))
          if (tries % 50 === 0) expect(canary()).toEqual(reference)
          expect(spentSince(started)).toBeLessThan(SLOWEST_MS)
        } catch (error) {
          throw new Error(`${name}: FUZZ_SEED=${seed} breaks it`, { cause: error })
        }
      }
      expect(tries).toBeGreaterThan(SECONDS)
    },
    SECONDS * 1000 + 30_000,
  )
})

afterAll(() => expect(canary()).toEqual(reference))
