// What the executor costs: bar by bar, in batch, and 1,000 programs of the gallery merged against apart.
// npx tsx test/perf/run.ts
import { sampleBars, seeded } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { compileDocument } from '@/sandbox/compile/compile'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { ParamDeclaration, ParamValue, Program } from '@/sandbox/ir/program'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const PROGRAMS = 1000
const SYMBOLS = 20
const HISTORY = 500

const best = (rounds: number, work: () => void): number => {
  let least = Infinity
  for (let k = 0; k < rounds; k++) {
    const began = performance.now()
    work()
    least = Math.min(least, performance.now() - began)
  }
  return least
}
const say = (what: string, figure: string) => console.log(`${what.padEnd(62)} ${figure.padStart(22)}`)
const millions = (count: number, ms: number) => `${(count / ms / 1000).toFixed(1)} M/s`

const usual = (): Program => {
  const b = new ProgramBuilder(catalogue)
  const close = b.source('close')
  const fast = b.op('ema', [close], { length: 12 })
  const slow = b.op('ema', [close], { length: 50 })
  const rsi = b.op('rsi', [close], { length: 14 })
  const macd = b.apply('macd', [])
  const bands = b.apply('bb', [])
  const busy = b.op('gt', [b.source('volume'), b.op('sma', [b.source('volume')], { length: 20 })])
  const cross = b.op('crossover', [fast, slow])
  const dip = b.op('lt', [rsi, b.constant(30)])
  b.output('long', b.op('and', [b.op('or', [cross, dip]), busy]))
  b.output('exitLong', b.op('crossunder', [macd.macd!, macd.signal!]))
  b.output('score', b.op('neg', [rsi]))
  b.column('upper', bands.upper!)
  b.column('lower', bands.lower!)
  b.column('atr', b.op('atr', [], { length: 14 }))
  b.column('recent', b.op('within', [cross], { n: 10 }))
  b.column('high', b.op('highest', [b.source('high')], { length: 20 }))
  return b.finish({ name: 'usual', timeframe: null })
}

// --- one program
const bars = sampleBars({ bars: 200_000, seed: 3, stepMs: 60_000 })
const plan = planRun([usual()], { timeframe: '1m', catalogue })
const kernels = plan.nodes.filter(({ step }) => step.kind === 'kernel').length
say('a usual strategy', `${plan.nodes.length} nodes, ${kernels} kernels`)
const live = new Run(plan, { tape: tapeOf(bars), collect: false })
const barByBar = best(5, () => {
  live.reset(tapeOf(bars))
  for (let i = 1; i <= 200_000; i++) live.advance(i)
})
say('  bar by bar: node updates, kernels alone', millions(kernels * 200_000, barByBar))
say('  bar by bar: a bar', `${((barByBar / 200_000) * 1e6).toFixed(0)} ns`)
const last = { time: bars.time[199_999]!, open: 1, high: 2, low: 1, close: 2, volume: 1 }
const forming = best(5, () => {
  for (let k = 0; k < 20_000; k++) live.forming(last)
})
say('  a forming bar', `${((forming / 20_000) * 1e6).toFixed(0)} ns`)
const batch = new Run(plan, { tape: tapeOf(bars), collect: true })
const atOnce = best(5, () => {
  batch.reset(tapeOf(bars))
  batch.advance()
})
say('  in batch: node updates, kernels alone', millions(kernels * 200_000, atOnce))
const bytes = live.save()
say('  its memory between restarts', `${bytes.length} bytes`)

// --- the gallery, each document with many settings
const fence = await nodeFence()
const next = seeded(17)
const vary = (param: ParamDeclaration): ParamValue => {
  if (param.kind === 'bool') return next() < 0.5
  if (param.kind === 'choice') return param.choices[Math.floor(next() * param.choices.length)]!
  const factor = [0.5, 0.75, 1, 1, 1, 1.5, 2][Math.floor(next() * 7)]!
  const value = param.kind === 'int' ? Math.round(param.default * factor) : param.default * factor
  return Math.min(param.max ?? Infinity, Math.max(param.min ?? -Infinity, value))
}
const formulas = templates.filter(({ kind }) => kind === 'formula')
const programs: Program[] = []
for (let k = 0; programs.length < PROGRAMS && k < 10 * PROGRAMS; k++) {
  const { source } = formulas[k % formulas.length]!
  const plain = compileDocument(fence, { kind: 'formula', document: source })
  if (!plain.ok) continue
  const params = Object.fromEntries(plain.program.params.map(param => [param.name, vary(param)]))
  const compiled = compileDocument(fence, { kind: 'formula', document: source, params })
  if (compiled.ok) programs.push(compiled.program)
}
const apartNodes = programs.reduce((sum, program) => sum + program.nodes.length, 0)
const merging = best(3, () => planRun(programs, { timeframe: '5m', catalogue }))
const together = planRun(programs, { timeframe: '5m', catalogue })
say(`${programs.length} programs of the gallery`, `${apartNodes} nodes`)
say(
  '  merged, unique nodes',
  `${together.nodes.length} (${(apartNodes / together.nodes.length).toFixed(1)}× fewer)`,
)
say('  merging and planning, once', `${merging.toFixed(0)} ms`)
const markets = Array.from({ length: SYMBOLS }, (_, k) =>
  tapeOf(sampleBars({ bars: HISTORY, seed: 100 + k, stepMs: 300_000 })),
)
const merged = new Run(together, { tape: markets[0]!, collect: false, chunk: HISTORY })
const mergedMs = best(3, () => {
  for (const tape of markets) {
    merged.reset(tape, clock => (clock.instrument ? markets[0]! : null))
    merged.advance()
  }
})
const apart = programs.map(
  program =>
    new Run(planRun([program], { timeframe: '5m', catalogue }), {
      tape: markets[0]!,
      collect: false,
      chunk: HISTORY,
    }),
)
const apartMs = best(3, () => {
  for (const run of apart)
    for (const tape of markets) {
      run.reset(tape, clock => (clock.instrument ? markets[0]! : null))
      run.advance()
    }
})
say(`  ${SYMBOLS} symbols × ${HISTORY} bars, apart`, `${apartMs.toFixed(0)} ms`)
say(
  `  ${SYMBOLS} symbols × ${HISTORY} bars, merged`,
  `${mergedMs.toFixed(0)} ms (${(apartMs / mergedMs).toFixed(1)}×)`,
)
merged.reset(markets[0]!, clock => (clock.instrument ? markets[0]! : null))
const tick = best(3, () => {
  merged.reset(markets[0]!, clock => (clock.instrument ? markets[0]! : null))
  for (let i = 1; i <= HISTORY; i++) merged.advance(i)
})
say('  live, one closed bar of one symbol for all of them', `${((tick / HISTORY) * 1000).toFixed(0)} µs`)
say('  live, node updates', millions(together.nodes.length * HISTORY, tick))

const promised = (kernels * 200_000) / barByBar / 1000
console.log(
  promised >= 10 ? '\nAt least 10 million node updates a second, bar by bar.' : '\nA promise is broken.',
)
process.exitCode = promised >= 10 ? 0 : 1
