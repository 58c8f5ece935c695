import { describe, expect, test } from 'vitest'
import { PreviewDesk } from '@/app/_editor/preview/desk'
import { PreviewEngine } from '@/app/_editor/preview/engine'
import type { Ask, Tell } from '@/app/_editor/preview/protocol'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { planRun, sinkOf } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()
const own = sampleBars({ bars: 600, seed: 8 })
const given = { symbol: 'A', timeframe: '1h', own, others: [] } as const
const now = () => performance.now()
const engine = () => new PreviewEngine(fence, now)
const always = async () => true

const source = `export default strategy({ name: 'Dip', timeframe: '1h' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  return { filter: rsi < 35, columns: { rsi } }
})`

function columnOf(ran: NonNullable<ReturnType<PreviewEngine['run']>>, node: number): number[] {
  const at = ran.columnOf[node]!
  return [...ran.values.subarray(at * ran.rows, (at + 1) * ran.rows)]
}

test('values of a preview are those of a run, bar by bar and in one go', () => {
  const work = engine()
  const { program, named } = work.compile(1, { kind: 'formula', document: source })
  work.load(1, given)
  const ran = work.run()!
  const compiled = compileDocument(fence, { kind: 'formula', document: source })
  if (!compiled.ok) throw new Error('it compiles')
  const plan = planRun([compiled.program], { timeframe: '1h', catalogue })
  const slow = new Run(plan, { tape: tapeOf(own), collect: true })
  for (let bar = 1; bar <= own.time.length; bar++) slow.advance(bar)
  const whole = (name: string) => [...slow.collected(sinkOf(plan, 0, name)!.node)]
  expect(columnOf(ran, named[0]!.node)).toEqual(whole('columns.rsi'))
  expect(columnOf(ran, program!.outputs.filter!)).toEqual(whole('filter'))
  const fires = whole('filter').flatMap((value, bar) => (value === 1 ? [bar] : []))
  expect(ran.fired).toEqual([
    {
      output: 'filter',
      count: fires.length,
      begins: Int32Array.from(fires.filter(bar => !fires.includes(bar - 1))),
    },
  ])
})

test('there is nothing to show without bars, or of a document that is empty', () => {
  const work = engine()
  work.compile(1, { kind: 'formula', document: source })
  expect(work.run()).toBe(null)
  work.load(1, given)
  expect(work.compile(2, { kind: 'formula', document: 'export default strategy(' }).program).toBe(null)
  expect(work.run()).toBe(null)
})

describe('a script', () => {
  const script = (body: string) => `export default script({ name: 'S', timeframe: '1h' },
  ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }),
  (bar, state) => {
    ${body}
    return { filter: bar.rsi > 60 }
  })`

  test('is run, and what it logs belongs to its bar', () => {
    const work = engine()
    const { program } = work.compile(1, {
      kind: 'script',
      document: script('if (bar.rsi > 80 && !state.told) { state.told = true; log("hot") }'),
    })
    work.load(1, given)
    const ran = work.run()!
    expect(ran.problems).toEqual([])
    expect(columnOf(ran, program!.outputs.filter!).filter(value => value === 1).length).toBeGreaterThan(0)
    expect(ran.logs.map(({ text }) => text)).toEqual(['hot'])
    expect(ran.logs[0]!.bar).toBeGreaterThan(0)
  })

  test('that never ends is stopped, the place is told, and the next document is previewed', () => {
    const work = engine()
    work.compile(1, { kind: 'script', document: script('while (true) {}') })
    work.load(1, given)
    expect(work.run()!.problems).toMatchObject([
      { code: 'out-of-fuel', line: 3, message: expect.stringMatching(/on bar \d+, \d{4}-/) },
    ])
    work.compile(2, { kind: 'formula', document: source })
    expect(work.run()!.problems).toEqual([])
  }, 60_000)

  test('that fails says where', () => {
    const work = engine()
    work.compile(1, { kind: 'script', document: script('if (bar.rsi > 70) state.nothing.at = 1') })
    work.load(1, given)
    const { problems, logs } = work.run()!
    expect(problems).toMatchObject([{ code: 'runtime', line: 4 }])
    const { bar } = logs.at(-1)!
    expect(problems[0]!.message).toContain(`on bar ${bar}, `)
    expect(problems[0]!.message).toMatch(/\w\. Mend what fails here\.$/)
    const { program } = work.compile(2, { kind: 'script', document: script('') })
    const filter = columnOf(work.run()!, program!.outputs.filter!)
    expect(filter.indexOf(1)).toBeLessThanOrEqual(bar!)
  })

  test('in a block fails on a line of the block', () => {
    const source = `
(bar, state) => {
  state.seen = (state.seen ?? 0) + 1
  if (state.seen > 40) state.nothing.at = 1
  return { value: bar.a }
}`
    const at = { x: 0, y: 0 }
    const document = JSON.stringify({
      version: 1,
      name: 'Blocks',
      blocks: [
        { kind: 'operator', id: 'close', entry: 'close', ...at },
        {
          kind: 'code',
          id: 'own',
          over: 'bars',
          source,
          inputs: [{ name: 'a', kind: 'number' }],
          outputs: [{ name: 'value', kind: 'number' }],
          ...at,
        },
        { kind: 'output', id: 'out', output: 'score', ...at },
      ],
      wires: [
        { from: { block: 'close', port: 'value' }, to: { block: 'own', port: 'a' } },
        { from: { block: 'own', port: 'value' }, to: { block: 'out', port: 'value' } },
      ],
    })
    const work = engine()
    expect(work.compile(1, { kind: 'graph', document }).problems).toEqual([])
    work.load(1, given)
    expect(work.run()!.problems).toMatchObject([
      { code: 'runtime', block: 'own', line: 4, message: expect.stringContaining('on bar 40, ') },
    ])
    const wrong = document.replace('state.nothing.at = 1', 'nothing.at( = 1')
    expect(work.compile(2, { kind: 'graph', document: wrong }).problems).toMatchObject([
      { block: 'own', line: 4 },
    ])
  })
})

test('a rule that never settles is told of, with its block', async () => {
  const work = engine()
  const compiled = work.compile(1, {
    kind: 'formula',
    document: `export default strategy({ name: 'Old' }, ({ close, ta }) => {
  const all = ta.obv
  return { filter: all > 1000 }
})`,
  })
  expect(compiled.problems).toMatchObject([{ code: 'unsettled' }])
  work.load(1, given)
  const checked = await work.check(always)
  expect(checked?.bias?.start.kind).toBe('endless')
  expect(checked?.guilty.length).toBe(1)
  expect(checked?.microsPerBar).toBeGreaterThan(0)
})

test('a check ends when there is something newer', async () => {
  const work = engine()
  work.compile(1, { kind: 'formula', document: source })
  work.load(1, given)
  expect(await work.check(async () => false)).toBe(null)
})

test('the desk answers for the newest edit, and checks when it has time', async () => {
  const told: Tell[] = []
  const desk = new PreviewDesk(
    engine(),
    tell => told.push(tell),
    () => Promise.resolve(),
  )
  const ask: Ask[] = [
    { kind: 'bars', bars: 1, given },
    { kind: 'edit', edit: 1, document: { kind: 'formula', document: source } },
    { kind: 'edit', edit: 2, document: { kind: 'formula', document: source.replace('35', '30') } },
  ]
  await Promise.all(ask.map(each => desk.hear(each)))
  const kinds = told.map(tell =>
    tell.kind === 'idle' ? `idle ${tell.edit}` : `${tell.kind} ${Object(tell)[tell.kind].edit}`,
  )
  expect(kinds.at(-1)).toBe('checked 2')
  expect(kinds).toContain('ran 2')
  expect(kinds).not.toContain('checked 1')
})

test('every template has values to look at', () => {
  for (const { id, kind, source } of templates) {
    const work = engine()
    const { program, ports, named } = work.compile(1, { kind, document: source })
    work.load(1, { ...given, timeframe: program?.timeframe ?? '1h' })
    const ran = work.run()
    expect(ran?.problems, id).toEqual([])
    expect(kind === 'graph' ? ports.length : named.length + 1, id).toBeGreaterThan(0)
    for (const { node } of [...ports, ...named]) expect(ran!.columnOf[node], id).toBeGreaterThanOrEqual(0)
  }
}, 120_000)
