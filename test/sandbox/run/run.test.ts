import { describe, expect, test } from 'vitest'
import type { ParamValues } from '@/sandbox/catalogue/define'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { planRun, sinkOf } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { LiveTape, tapeOf } from '@/sandbox/run/tape'

const program = (make: (b: ProgramBuilder) => void): Program => {
  const b = new ProgramBuilder(catalogue)
  make(b)
  return b.finish({ name: 'test', timeframe: '1h' })
}

const entry = (id: string, params: ParamValues = {}): Program =>
  program(b => {
    for (const [name, series] of Object.entries(b.apply(id, [], params))) b.column(name, series)
  })

/** A bit of everything, with long and short look-backs. */
const many = [
  entry('macd'),
  entry('bb'),
  entry('stoch'),
  entry('rsi'),
  entry('adx'),
  entry('obv'),
  entry('ichimoku'),
  entry('highest', { length: 300 }),
  program(b => {
    b.output('filter', b.op('crossover', [b.source('close'), b.op('sma', [])]))
    b.column('close', b.source('close'))
    b.column('bar', b.source('barIndex'))
    b.column('seven', b.constant(7))
  }),
]

const planOf = (programs: readonly Program[]) => planRun(programs, { timeframe: '1h', catalogue })

const barAt = (bars: BarColumns, i: number) => ({
  time: bars.time[i]!,
  open: bars.open[i]!,
  high: bars.high[i]!,
  low: bars.low[i]!,
  close: bars.close[i]!,
  volume: bars.volume[i]!,
})

describe('a run', () => {
  const bars = sampleBars({ bars: 6000, seed: 5 })
  const plan = planOf(many)
  const whole = new Run(plan, { tape: tapeOf(bars), collect: true })
  whole.advance()

  test('gives over long stretches, on borrowed columns, what it gives bar by bar', () => {
    const live = new Run(plan, { tape: tapeOf(bars), collect: false })
    for (let i = 0; i < 6000; i++) {
      live.advance(i + 1)
      for (const node of plan.sinkNodes)
        expect(Object.is(live.latest(node), whole.collected(node)[i])).toBe(true)
    }
  })

  test('goes on bar by bar after a long stretch, and back', () => {
    const mixed = new Run(plan, { tape: tapeOf(bars), collect: true })
    for (const to of [3000, 3001, 3002, 3700, 3701, 6000]) mixed.advance(to)
    for (const node of plan.sinkNodes) expect(mixed.collected(node)).toEqual(whole.collected(node))
  })

  test('leaves the bars it was given alone', () => {
    const copy = sampleBars({ bars: 6000, seed: 5 })
    const run = new Run(plan, { tape: tapeOf(copy), collect: true })
    run.advance(5999)
    run.forming({ ...barAt(bars, 5999), close: 1e6, high: 1e6 })
    run.advance()
    expect(copy).toEqual(bars)
    for (const node of plan.sinkNodes) expect(run.collected(node)).toEqual(whole.collected(node))
  })

  test('takes on other bars without a trace of the ones before', () => {
    const other = sampleBars({ bars: 700, seed: 6 })
    const used = new Run(plan, { tape: tapeOf(bars), collect: true })
    used.advance()
    used.reset(tapeOf(other))
    used.advance()
    const fresh = new Run(plan, { tape: tapeOf(other), collect: true })
    fresh.advance()
    for (const node of plan.sinkNodes) expect(used.collected(node)).toEqual(fresh.collected(node))
  })

  test('follows a tape that grows and forgets', () => {
    const tape = new LiveTape(50)
    const live = new Run(plan, { tape, collect: false })
    for (let i = 0; i < 1000; i++) {
      tape.append(barAt(bars, i))
      live.advance()
      for (const node of plan.sinkNodes)
        expect(Object.is(live.latest(node), whole.collected(node)[i])).toBe(true)
    }
  })

  test('says so when the tape has forgotten bars it still needs', () => {
    const tape = new LiveTape(10)
    const live = new Run(plan, { tape, collect: false })
    for (let i = 0; i < 100; i++) tape.append(barAt(bars, i))
    expect(() => live.advance()).toThrow('has left the tape')
  })

  test('shows a forming bar as it will be when it closes', () => {
    const live = new Run(plan, { tape: tapeOf(bars), collect: false })
    for (let i = 0; i < 500; i++) {
      live.forming({ ...barAt(bars, i), close: 1, low: 1 })
      const shown = live.forming(barAt(bars, i))
      for (const node of plan.sinkNodes) expect(Object.is(shown(node), whole.collected(node)[i])).toBe(true)
      live.advance(i + 1)
    }
  })

  test('refuses to go past the end of its bars', () => {
    const run = new Run(plan, { tape: tapeOf(bars), collect: false })
    expect(() => run.advance(6001)).toThrow('past the end')
  })

  test('measures what each node costs by the clock it is given', () => {
    let ms = 0
    const run = new Run(plan, { tape: tapeOf(bars), collect: false, now: () => ++ms })
    run.advance(10)
    const busy = plan.nodes.filter(node => run.costs[node.id]! > 0)
    expect(busy.length).toBe(plan.nodes.length)
  })
})

describe('merged programs', () => {
  const bars = sampleBars({ bars: 800, seed: 9 })

  test('give to the bit what they give apart', () => {
    const together = new Run(planOf(many), { tape: tapeOf(bars), collect: true })
    together.advance()
    for (const [at, one] of many.entries()) {
      const alone = new Run(planOf([one]), { tape: tapeOf(bars), collect: true })
      alone.advance()
      for (const sink of alone.plan.merged.sinks[0]!) {
        const shared = sinkOf(together.plan, at, sink.name)!
        expect(together.collected(shared.node)).toEqual(alone.collected(sink.node))
      }
    }
  })

  test('compute what they share once', () => {
    const twice = planOf([entry('macd'), entry('macd'), entry('ppo', { fast: 12, slow: 26 })])
    const emas = twice.merged.nodes.filter(node => node.op === 'ema')
    expect(emas.filter(node => node.params.length === 12).length).toBe(1)
    expect(planOf([entry('macd'), entry('macd')]).nodes.length).toBe(planOf([entry('macd')]).nodes.length)
  })
})
