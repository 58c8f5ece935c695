import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { type Preview, previewDocument } from '@/sandbox/compile/preview'
import type { NodeId, Program } from '@/sandbox/ir/program'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { templates } from '@/sandbox/templates/index'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()
const bars = sampleBars({ bars: 300, seed: 5 })
const at = { x: 0, y: 0 }
type Block = GraphInput['blocks'][number]
type Operator = Extract<Block, { kind: 'operator' }>

const op = (id: string, entry: string, rest: object = {}): Operator => ({
  kind: 'operator',
  id,
  ...at,
  entry,
  ...rest,
})
const wire = (from: string, to: string) => {
  const [block = '', port = 'value'] = from.split('.')
  const [target = '', into = 'value'] = to.split('.')
  return { from: { block, port }, to: { block: target, port: into } }
}
const graph = (
  blocks: readonly Block[],
  wires: readonly (readonly [string, string])[],
  rest: Partial<GraphInput> = {},
): GraphInput => ({
  version: 1,
  name: 'Drawn',
  timeframe: '1h',
  blocks: [...blocks],
  wires: wires.map(([from, to]) => wire(from, to)),
  ...rest,
})
const preview = (document: GraphInput): Preview =>
  previewDocument(fence, { kind: 'graph', document: JSON.stringify(document) })
const portsOf = ({ ports }: Preview) => ports.map(({ block, port }) => `${block}.${port}`).sort()

/** The values of nodes, each shown as a column. */
function valuesOf(program: Program, nodes: readonly NodeId[]): number[][] {
  const shown = { ...program, outputs: {}, columns: nodes.map((node, n) => ({ name: `n${n}`, node })) }
  const work = runScripts(shown, { timeframe: '1h', catalogue, tape: tapeOf(bars) })
  const done = work.next()
  if (!done.done) throw new Error('a script is due')
  const { plan, run } = done.value
  return plan.merged.sinks[0]!.map(({ node }) => [...run.collected(node)])
}

describe('a drawing that is not finished', () => {
  const half = graph(
    [
      op('close', 'close'),
      op('rsi', 'rsi', { params: { length: 14 } }),
      op('bb', 'bb'),
      op('low', 'lt', { values: { b: 30 } }),
      op('both', 'and'),
      op('after', 'not'),
    ],
    [
      ['close', 'rsi.source'],
      ['close', 'bb.source'],
      ['rsi', 'low.a'],
      ['low', 'both.a'],
      ['both', 'after.a'],
    ],
  )

  test('has every port of what is complete, though nothing is connected to an output', () => {
    const seen = preview(half)
    expect(seen.compiled.ok).toBe(false)
    expect(portsOf(seen)).toEqual(
      [
        'bb.lower',
        'bb.middle',
        'bb.percentB',
        'bb.upper',
        'bb.width',
        'close.value',
        'low.value',
        'rsi.value',
      ].sort(),
    )
  })

  test('says of the others what they lack', () => {
    expect(preview(half).compiled.problems.map(({ code, block }) => `${code} ${block}`)).toEqual([
      'missing-input both',
      'upstream-problem after',
    ])
  })

  test('has values that the finished one has too', () => {
    const seen = preview(half)
    const rsi = seen.ports.find(({ block }) => block === 'rsi')!
    const whole = preview(
      graph(
        [...half.blocks.slice(0, 4), { kind: 'output', id: 'out', ...at, output: 'filter' }],
        [
          ['close', 'rsi.source'],
          ['close', 'bb.source'],
          ['rsi', 'low.a'],
          ['low', 'out'],
        ],
      ),
    )
    expect(whole.compiled.ok).toBe(true)
    const again = whole.ports.find(({ block }) => block === 'rsi')!
    expect(valuesOf(seen.program!, [rsi.node])).toEqual(valuesOf(whole.program!, [again.node]))
  })

  test('has the value an output reads', () => {
    const seen = preview(
      graph(
        [op('close', 'close'), { kind: 'output', id: 'out', ...at, output: 'score' }],
        [['close', 'out']],
      ),
    )
    const [own, read] = ['close', 'out'].map(id => seen.ports.find(({ block }) => block === id)?.node)
    expect(read).toBe(own)
  })
})

test('what a sub-graph gives is found on its block, through sub-graphs inside it and inputs that are handed on', () => {
  const port = (name: string) => ({ name, kind: 'any' as const })
  const seen = preview(
    graph(
      [op('close', 'close'), { kind: 'subgraph', id: 'use', ...at, use: 'outer', version: 1 }],
      [['close', 'use.source']],
      {
        subgraphs: {
          inner: {
            name: 'Inner',
            version: 1,
            inputs: [port('x')],
            outputs: [port('y')],
            blocks: [
              { kind: 'input', id: 'x', ...at, port: 'x' },
              op('ema', 'ema', { params: { length: 5 } }),
              { kind: 'result', id: 'y', ...at, port: 'y' },
            ],
            wires: [wire('x', 'ema.source'), wire('ema', 'y')],
          },
          outer: {
            name: 'Outer',
            version: 1,
            inputs: [port('source')],
            outputs: [port('smooth'), port('same')],
            blocks: [
              { kind: 'input', id: 'in', ...at, port: 'source' },
              { kind: 'subgraph', id: 'deep', ...at, use: 'inner', version: 1 },
              { kind: 'result', id: 'r1', ...at, port: 'smooth' },
              { kind: 'result', id: 'r2', ...at, port: 'same' },
            ],
            wires: [wire('in', 'deep.x'), wire('deep.y', 'r1'), wire('in', 'r2')],
          },
        },
      },
    ),
  )
  const nodeOf = (block: string, name: string) =>
    seen.ports.find(port => port.block === block && port.port === name)?.node
  expect(nodeOf('use', 'smooth')).toBe(nodeOf('use/deep/ema', 'value'))
  expect(nodeOf('use', 'same')).toBe(nodeOf('close', 'value'))
  expect(nodeOf('use', 'smooth')).toBeDefined()
})

describe('a drawing that holds code', () => {
  const coded = (source: string) =>
    graph(
      [
        op('close', 'close'),
        op('macd', 'macd', { name: 'swing' }),
        {
          kind: 'code',
          id: 'code',
          ...at,
          over: 'series',
          source,
          inputs: [{ name: 'x', kind: 'number' }],
          outputs: [{ name: 'up', kind: 'bool' }],
        },
        { kind: 'output', id: 'out', ...at, output: 'filter' },
      ],
      [
        ['close', 'macd.source'],
        ['macd.signal', 'code.x'],
        ['code.up', 'out'],
      ],
    )

  test('has the ports of its code, and of its blocks', () => {
    const seen = preview(coded('({ x }) => ({ up: x > 0 })'))
    expect(seen.compiled.problems).toEqual([])
    expect(portsOf(seen)).toEqual(
      ['close.value', 'code.up', 'macd.histogram', 'macd.macd', 'macd.signal', 'out.value'].sort(),
    )
    const nodes = ['signal', 'macd', 'histogram'].map(
      port => seen.ports.find(each => each.block === 'macd' && each.port === port)!.node,
    )
    const [signal, macd, histogram] = valuesOf(seen.program!, nodes)
    expect(histogram![200]).toBe(macd![200]! - signal![200]!)
  })

  test('is shown without the code that fails, and the problem is on its block', () => {
    const seen = preview(coded('({ x }) => ({ up: x > missing })'))
    expect(seen.compiled.problems[0]).toMatchObject({ code: 'unknown-name', block: 'code' })
    expect(portsOf(seen)).toEqual(['close.value', 'macd.histogram', 'macd.macd', 'macd.signal'].sort())
  })
})

test('code shows the series it names, those too that it does not return', () => {
  const source = `export default strategy({ name: 'Named' }, ({ close, ta }) => {
  const fast = ta.ema(close, 5)
  const { upper } = ta.bb(close, 20, 2)
  const idle = ta.rsi(close, 7)
  return { filter: fast > upper }
})`
  const seen = previewDocument(fence, { kind: 'formula', document: source })
  expect(seen.named.map(({ name }) => name)).toEqual(['fast', 'upper', 'idle'])
  expect(seen.named.every(({ node }) => seen.program!.nodes[node] !== undefined)).toBe(true)
})

test('looking inside a template changes neither its program nor its problems', () => {
  for (const { kind, source: document } of templates) {
    const { compiled, program } = previewDocument(fence, { kind, document })
    expect(compiled).toEqual(compileDocument(fence, { kind, document }))
    expect(program).not.toBeNull()
  }
}, 60_000)
