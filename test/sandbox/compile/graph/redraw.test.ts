import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileDocument, recordDocument } from '@/sandbox/compile/compile'
import { type GraphDocument, graphSchema, readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { redraw } from '@/sandbox/compile/graph/redraw'
import { toGraph } from '@/sandbox/compile/graph/toGraph'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'
import { randomGraph } from './random'

const fence = await nodeFence()

const drawn = (source: string): GraphDocument => {
  const recorded = recordDocument(fence, { kind: 'formula', document: source })
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems))
  const recording = recordingSchema.parse(parseJson(recorded.recording))
  if (recording.form !== 'trace') throw new Error('a graph is drawn already')
  const made = toGraph(recording)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.graph
}
const digestOf = (kind: 'graph' | 'formula', document: string): string => {
  const compiled = compileDocument(fence, { kind, document })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.program.digest
}
const read = (text: string): GraphDocument => {
  const result = readGraph(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.graph
}
const edited = (old: GraphDocument, edit: (code: string) => string) => {
  const code = printGraph(old).text
  const after = edit(code)
  const made = redraw(old, drawn(code), drawn(after))
  graphSchema.parse(made.graph)
  expect(digestOf('graph', JSON.stringify(made.graph)), after).toBe(digestOf('formula', after))
  return made
}

const SMALL = read(
  JSON.stringify({
    version: 1,
    name: 'Small',
    timeframe: '1h',
    blocks: [
      { kind: 'operator', id: 'c', x: 0, y: 40, entry: 'close' },
      { kind: 'operator', id: 'r', x: 300, y: 60, entry: 'rsi', params: { length: 14 }, pinned: true },
      { kind: 'operator', id: 'low', x: 640, y: 80, entry: 'lt', values: { b: 30 } },
      { kind: 'output', id: 'f', x: 900, y: 100, output: 'filter' },
    ],
    wires: [
      { from: { block: 'c', port: 'value' }, to: { block: 'r', port: 'source' } },
      { from: { block: 'r', port: 'value' }, to: { block: 'low', port: 'a' } },
      { from: { block: 'low', port: 'value' }, to: { block: 'f', port: 'value' } },
    ],
    notes: [{ id: 'n', x: 5, y: 6, width: 100, height: 40, text: 'mine' }],
  }),
)

test('code that nobody changed leaves every drawing as it is (seed 31)', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 16 }), (seed, size) => {
      const old = graphSchema.parse(randomGraph(seed, size))
      const code = printGraph(old).text
      const same = drawn(code)
      expect(redraw(old, same, same).graph).toEqual(old)
    }),
    { seed: 31, numRuns: 60 },
  )
}, 120_000)

describe.each(templates.filter(({ kind }) => kind === 'graph'))('$id', ({ source }) => {
  test('stays when its code stays', () => {
    const old = read(source)
    const code = printGraph(old).text
    const same = drawn(code)
    expect(redraw(old, same, same).graph).toEqual(old)
  })
})

test('a changed parameter changes its block alone, where it stands', () => {
  const { graph } = edited(SMALL, code => code.replace('14', '21'))
  expect(graph.blocks).toEqual(
    SMALL.blocks.map(block => (block.id === 'r' ? { ...block, params: { length: 21 } } : block)),
  )
  expect(graph.notes).toEqual(SMALL.notes)
})

test('a renamed block keeps its id and place', () => {
  const { graph } = edited(SMALL, code => code.replaceAll('rsi', 'strength').replace('ta.strength', 'ta.rsi'))
  expect(graph.blocks.find(({ id }) => id === 'r')).toMatchObject({
    x: 300,
    y: 60,
    name: 'strength',
    pinned: true,
  })
  expect(graph.blocks.map(({ id }) => id)).toEqual(['c', 'r', 'low', 'f'])
})

test('a new statement becomes a block that stands over no other', () => {
  const { graph } = edited(SMALL, code =>
    code
      .replace('  return {', '  const busy = m.volume > ta.sma(m.volume, 20)\n  return {')
      .replace('filter: lt', 'filter: lt && busy'),
  )
  expect(graph.blocks.slice(0, 4).map(({ id, x, y }) => [id, x, y])).toEqual(
    SMALL.blocks.map(({ id, x, y }) => [id, x, y]),
  )
  const spots = graph.blocks.map(({ x, y }) => ({ x, y }))
  for (const [at, a] of spots.entries())
    for (const b of spots.slice(at + 1).filter(() => at >= 4))
      expect(Math.abs(a.x - b.x) >= 180 || Math.abs(a.y - b.y) >= 100).toBe(true)
})

test('a removed statement takes its block and wires with it', () => {
  const { graph } = edited(SMALL, code => code.replace(/filter: \w+/, 'filter: rsi > 50'))
  expect(graph.blocks.map(({ id }) => id)).toContain('f')
  expect(
    graph.wires.every(({ from, to }) =>
      [from, to].every(end => graph.blocks.some(({ id }) => id === end.block)),
    ),
  ).toBe(true)
})

test('a block that is not wired yet stays where it is', () => {
  const half = graphSchema.parse({
    ...SMALL,
    blocks: [...SMALL.blocks, { kind: 'operator', id: 'half', x: 10, y: 500, entry: 'gt' }],
    wires: [...SMALL.wires, { from: { block: 'r', port: 'value' }, to: { block: 'half', port: 'a' } }],
  })
  const code = printGraph(half).text
  const { graph } = redraw(half, drawn(code), drawn(code.replace('14', '21')))
  expect(graph.blocks.find(({ id }) => id === 'half')).toEqual(half.blocks[4])
  expect(graph.wires).toContainEqual({
    from: { block: 'r', port: 'value' },
    to: { block: 'half', port: 'a' },
  })
})

const TREND = graphSchema.parse({
  ...SMALL,
  blocks: [
    ...SMALL.blocks,
    { kind: 'subgraph', id: 's', x: 300, y: 300, use: 'trend', version: 1 },
    { kind: 'column', id: 'k', x: 900, y: 300, column: 'trend' },
  ],
  wires: [
    ...SMALL.wires,
    { from: { block: 'c', port: 'value' }, to: { block: 's', port: 'source' } },
    { from: { block: 's', port: 'line' }, to: { block: 'k', port: 'value' } },
  ],
  subgraphs: {
    trend: {
      name: 'Trend',
      version: 1,
      inputs: [{ name: 'source', kind: 'number' }],
      outputs: [{ name: 'line', kind: 'number' }],
      blocks: [
        { kind: 'input', id: 'in', x: 0, y: 0, port: 'source' },
        { kind: 'operator', id: 'slow', x: 0, y: 0, entry: 'ema', params: { length: 50 } },
        { kind: 'operator', id: 'slower', x: 0, y: 0, entry: 'sma', params: { length: 9 } },
        { kind: 'result', id: 'out', x: 0, y: 0, port: 'line' },
      ],
      wires: [
        { from: { block: 'in', port: 'value' }, to: { block: 'slow', port: 'source' } },
        { from: { block: 'slow', port: 'value' }, to: { block: 'slower', port: 'source' } },
        { from: { block: 'slower', port: 'value' }, to: { block: 'out', port: 'value' } },
      ],
      frames: [{ id: 'f', x: -20, y: -40, width: 260, height: 160, title: 'Slow', color: 'teal' }],
      notes: [{ id: 'n', x: 5, y: 6, width: 100, height: 40, text: 'mine' }],
    },
  },
})

test('a sub-graph that was not edited stays whole, and may be read by what is new', () => {
  const { graph, apart } = edited(TREND, code => code.replace(/filter: (\w+)/, 'filter: $1 && m.close > sma'))
  expect(apart).toEqual([])
  expect(graph.blocks.find(({ id }) => id === 's')).toEqual(TREND.blocks[4])
  expect(graph.wires.some(({ from }) => from.block === 's' && from.port === 'line')).toBe(true)
  expect(graph.subgraphs).toEqual(TREND.subgraphs)
})

test('a sub-graph whose parts were edited comes apart, and that is told', () => {
  const { graph, apart } = edited(TREND, code => code.replace('50', '60'))
  expect(apart).toEqual(['Trend'])
  expect(graph.blocks.some(({ kind }) => kind === 'subgraph')).toBe(false)
})

test('any edit of a number keeps the meaning of the code and all untouched blocks (seed 32)', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 3, max: 14 }), fc.nat(), (seed, size, pick) => {
      const old = graphSchema.parse(randomGraph(seed, size))
      const code = printGraph(old).text
      const numbers = [...code.matchAll(/(?<=[(, ])\d+(?=[,)])/g)]
      const at = numbers[pick % Math.max(1, numbers.length)]
      if (!at) return
      const after = `${code.slice(0, at.index)}${Number(at[0]) + 1}${code.slice(at.index + at[0].length)}`
      const compiled = compileDocument(fence, { kind: 'formula', document: after })
      if (!compiled.ok) return
      const made = redraw(old, drawn(code), drawn(after))
      expect(digestOf('graph', JSON.stringify(made.graph)), after).toBe(compiled.program.digest)
      const ids = new Set(made.graph.blocks.map(({ id }) => id))
      const lost = old.blocks.filter(({ id, kind }) => !ids.has(id) && kind !== 'subgraph' && kind !== 'code')
      expect(lost).toEqual([])
    }),
    { seed: 32, numRuns: 60 },
  )
}, 120_000)
