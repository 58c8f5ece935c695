import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { readGraph } from '@/sandbox/compile/graph/document'
import { runScript } from '@/sandbox/host/script/script'
import { type Program, SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const BARS = 6000
const fence = await nodeFence()

/** Every output over sample bars, scripts run inside the fence; another symbol's bars are other sample bars. */
function valuesOf(program: Program): readonly (readonly [name: string, values: Float64Array])[] {
  const timeframe = program.timeframe ?? '1h'
  const bars = (seed: number, of = timeframe) =>
    tapeOf(
      sampleBars({
        bars: Math.ceil((BARS * timeframeMs[timeframe]) / timeframeMs[of]),
        seed,
        stepMs: timeframeMs[of],
      }),
    )
  const work = runScripts(program, {
    timeframe,
    catalogue,
    tape: bars(5),
    tapes: clock => (clock.instrument ? bars(9, clock.timeframe ?? timeframe) : null),
  })
  let due = work.next()
  while (!due.done) {
    const { code, columns } = due.value
    const ran = runScript(fence, code, {
      columns,
      segments: [{ symbol: 'AAA', from: 0, to: BARS, state: null }],
    })
    if (!ran.ok) throw new Error(ran.error.message)
    due = work.next(ran.value.outputs)
  }
  const { plan, run } = due.value
  return plan.merged.sinks[0]!.map(({ name, node }) => [name, run.collected(node)])
}

describe('the gallery', () => {
  test('has at least 20 templates, sorted, each id once', () => {
    const ids = templates.map(template => template.id)
    expect(ids.length).toBeGreaterThanOrEqual(20)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('has some of each kind', () => {
    const count = (kind: string) => templates.filter(template => template.kind === kind).length
    expect(count('formula')).toBeGreaterThanOrEqual(20)
    expect(count('script')).toBeGreaterThanOrEqual(3)
    expect(count('graph')).toBeGreaterThanOrEqual(6)
  })

  test('says what each is for', () => {
    expect(
      templates.filter(({ title, summary, tags }) => !title || !/\.$/.test(summary) || tags.length === 0),
    ).toEqual([])
  })
})

describe.each(templates)('$title', ({ kind, source, title }) => {
  const compile = () => compileDocument(fence, { kind, document: source })

  test('compiles to the same program twice', () => {
    const [first, second] = [compile(), compile()]
    expect(first.ok ? [] : first.problems).toEqual([])
    expect(first.ok && second.ok && first.program.digest === second.program.digest).toBe(true)
    expect(first.ok && [first.kind, first.program.name]).toEqual([kind, title])
    expect(first.problems.filter(({ code }) => code !== 'unsettled')).toEqual([])
  })

  test('fires now and then, not always, and every column has values', () => {
    const compiled = compile()
    if (!compiled.ok) throw new Error('does not compile')
    const outputs = valuesOf(compiled.program)
    const entries = outputs.filter(([name]) => name === 'filter' || name === 'long' || name === 'short')
    expect(entries.length).toBeGreaterThan(0)
    for (const [name, values] of outputs) {
      if ((SIGNAL_OUTPUTS as readonly string[]).includes(name)) {
        const fired = values.reduce((count, value) => count + (value === 1 ? 1 : 0), 0)
        expect(fired, name).toBeGreaterThan(0)
        expect(fired, name).toBeLessThan(BARS * 0.6)
      } else
        expect(
          values.some(value => !Number.isNaN(value)),
          name,
        ).toBe(true)
    }
  })
})

describe.each(templates.filter(({ kind }) => kind === 'graph'))('the drawing of $title', ({ source }) => {
  const read = readGraph(source)
  const graph = read.ok ? read.graph : null

  test('is explained: a note, and every block in a frame', () => {
    expect(graph?.notes.length).toBeGreaterThan(0)
    const framed = ({ x, y }: { x: number; y: number }) =>
      graph?.frames.some(
        frame => x > frame.x && y > frame.y && x < frame.x + frame.width && y < frame.y + frame.height,
      )
    expect(graph?.blocks.filter(block => !framed(block)).map(({ id }) => id)).toEqual([])
  })

  test('leaves nothing lying about: every block leads to an output, every parameter to a block', () => {
    const outlets = graph?.blocks.filter(({ kind }) => kind === 'output' || kind === 'column') ?? []
    const reached = new Set(outlets.map(({ id }) => id))
    for (const id of reached)
      for (const { from, to } of graph?.wires ?? []) if (to.block === id) reached.add(from.block)
    expect(graph?.blocks.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([])
    const unused = graph?.params.filter(
      ({ name }) => !source.includes(`"param": "${name}"`) && !source.includes(`params.${name}`),
    )
    expect(unused?.map(({ name }) => name)).toEqual([])
  })
})
