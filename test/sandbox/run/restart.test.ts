import { expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue, entries } from '@/sandbox/catalogue/index'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { LiveTape, tapeOf } from '@/sandbox/run/tape'

const every = entries.map(entry => {
  const b = new ProgramBuilder(catalogue)
  const inputs = entry.inputs.map(port =>
    port.kind === 'bool' ? b.op('gt', [b.source('close'), b.source('open')]) : b.source('close'),
  )
  for (const [name, series] of Object.entries(b.apply(entry.id, inputs))) {
    b.column(name, series)
    b.column(
      `slow ${name}`,
      b.within({ timeframe: '4h' }, () => b.op('nz', [series])),
    )
  }
  return b.finish({ name: entry.id, timeframe: null })
})
const plan = planRun(every, { timeframe: '1h', catalogue })
const bars = sampleBars({ bars: 260, seed: 4 })

test('a run of every entry goes on from its bytes as if it had never stopped', () => {
  const straight = new Run(plan, { tape: tapeOf(bars), collect: false, chunk: 300 })
  straight.advance(150)
  const bytes = straight.save()
  straight.advance()
  // the machine comes back with a tape that begins somewhere else
  const tape = new LiveTape(200)
  for (let i = 100; i < 260; i++)
    tape.append({
      time: bars.time[i]!,
      open: bars.open[i]!,
      high: bars.high[i]!,
      low: bars.low[i]!,
      close: bars.close[i]!,
      volume: bars.volume[i]!,
    })
  const again = new Run(plan, { tape, collect: false, chunk: 40 })
  again.restore(bytes)
  expect(again.save()).toEqual(bytes)
  again.advance()
  const differing = plan.sinkNodes.filter(node => !Object.is(again.latest(node), straight.latest(node)))
  expect(differing.map(node => plan.merged.nodes[node]!.op)).toEqual([])
})

test('a forming bar changes not a byte', () => {
  const run = new Run(plan, { tape: tapeOf(bars), collect: false })
  run.advance(100)
  const bytes = run.save()
  for (let k = 0; k < 5; k++)
    run.forming({ time: bars.time[100]!, open: 1, high: 9e9, low: 0.1, close: 9e9, volume: k })
  expect(run.save()).toEqual(bytes)
})

test('bytes of other programs are refused', () => {
  const other = planRun(every.slice(1), { timeframe: '1h', catalogue })
  const bytes = new Run(other, { tape: tapeOf(bars), collect: false }).save()
  const run = new Run(plan, { tape: tapeOf(bars), collect: false })
  expect(() => run.restore(bytes)).toThrow('other programs')
  expect(() => run.restore(new Uint8Array(7))).toThrow('other programs')
})
