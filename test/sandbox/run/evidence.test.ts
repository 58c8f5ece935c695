import { expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { type Evidence, explainAt, explainLatest } from '@/sandbox/run/evidence'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'

const b = new ProgramBuilder(catalogue)
const close = b.source('close')
const average = b.op('sma', [close], { length: 5 })
b.name(average, 'trend')
const up = b.op('gt', [close, average])
const busy = b.op('gt', [b.source('volume'), b.constant(1e12)])
b.output('filter', b.op('or', [up, busy]))
b.column('both', b.op('and', [up, busy]))
const program = b.finish({ name: 'test', timeframe: '1h' })
const bars = sampleBars({ bars: 200, seed: 2 })
const fired = Array.from({ length: 200 }, (_, i) => i).filter(i => {
  const mean = i < 4 ? Number.NaN : bars.close.slice(i - 4, i + 1).reduce((s, x) => s + x, 0) / 5
  return bars.close[i]! > mean
})

const titles = (evidence: Evidence): string[] => [evidence.op, ...evidence.inputs.flatMap(titles)]

test('a fired signal names the sides that were true, their values and their margins', () => {
  const bar = fired[20]!
  const evidence = explainAt(program, 'filter', { timeframe: '1h', tape: tapeOf(bars), bar }, catalogue)
  expect(evidence.value).toBe(1)
  expect(titles(evidence)).toEqual(['or', 'gt', 'close', 'sma', 'close'])
  const [comparison] = evidence.inputs
  const [price, trend] = comparison!.inputs
  expect(price!.value).toBe(bars.close[bar])
  expect(trend!.names).toEqual(['trend'])
  expect(comparison!.margin).toBe(price!.value! - trend!.value!)
  expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence)
})

test('a false “and” names the sides that were false', () => {
  const at = { timeframe: '1h' as const, tape: tapeOf(bars), bar: fired[20]! }
  const evidence = explainAt(program, 'columns.both', at, catalogue)
  expect(titles(evidence)).toEqual(['and', 'gt', 'volume', 'constant'])
})

test('a live run that keeps evidence explains its last bar', () => {
  const plan = planRun([program], { timeframe: '1h', catalogue, evidence: true })
  const run = new Run(plan, { tape: tapeOf(bars), collect: false })
  run.advance(fired[20]! + 1)
  const bar = fired[20]!
  const again = explainAt(program, 'filter', { timeframe: '1h', tape: tapeOf(bars), bar }, catalogue)
  expect(explainLatest(run, 0, 'filter', catalogue)).toEqual(again)
})

test('before its first bar a value is missing, and says so', () => {
  const at = { timeframe: '1h' as const, tape: tapeOf(bars), bar: 2 }
  const evidence = explainAt(program, 'filter', at, catalogue)
  expect(evidence.value).toBe(null)
})
