import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { planRun, sinkOf } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { watch } from '@/sandbox/run/watch'
import { nodeFence } from '@/server/guests/nodeFence'

const bars = sampleBars({ bars: 400, seed: 4, stepMs: 900_000 })
const source = `export default strategy({ name: 'Slow', timeframe: '15m' }, ({ close, ta }) => {
  const slow = tf('1h', m => ta.rsi(m.close, 7))
  return { filter: slow < 40 && close > ta.ema(close, 9), columns: { slow } }
})`
const compiled = compileDocument(await nodeFence(), { kind: 'formula', document: source })
if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
const { program } = compiled

const ran = (of: typeof program) => {
  const plan = planRun([of], { timeframe: '15m', catalogue })
  const run = new Run(plan, { tape: tapeOf(bars), collect: true })
  run.advance()
  return (name: string) => [...run.collected(sinkOf(plan, 0, name)!.node)]
}

test('each node has the values that an output made of it has', () => {
  const watched = watch(program)
  const plain = ran(program)
  const all = ran(watched.program)
  expect(watched.columns).toBe(program.nodes.length)
  expect(all(`columns.${program.outputs.filter}`)).toEqual(plain('filter'))
  expect(all(`columns.${program.columns[0]!.node}`)).toEqual(plain('columns.slow'))
})

test('a node of a slower clock shows its last closed bar', () => {
  const slow = program.nodes.findIndex(({ op, type }) => op === 'close' && type.clock.timeframe === '1h')
  const values = ran(watch(program).program)(`columns.${slow}`)
  // the hour that opened at bar 4 ends with bar 7
  expect(values[7]).toBe(bars.close[7])
  expect(values[8]).toBe(bars.close[7])
  expect(values[2]).toBeNaN()
})

test('what is not watched has no column', () => {
  const { columnOf, columns } = watch(program, node => node === 0)
  expect(columns).toBe(1)
  expect([...columnOf].filter(column => column >= 0)).toEqual([0])
})
