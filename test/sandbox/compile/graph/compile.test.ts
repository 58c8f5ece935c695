import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { portsOf } from '@/sandbox/compile/api'
import { compileDocument } from '@/sandbox/compile/compile'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()
type Block = GraphInput['blocks'][number]
type Operator = Extract<Block, { kind: 'operator' }>

const at = { x: 0, y: 0 }
const op = (id: string, entry: string, rest: Partial<Operator> = {}): Operator => ({
  kind: 'operator',
  id,
  ...at,
  entry,
  ...rest,
})
const out = (output: 'filter' | 'score' | 'long' = 'filter'): Block => ({
  kind: 'output',
  id: `out-${output}`,
  ...at,
  output,
})
const wire = (from: string, to: string) => {
  const [[block, port = 'value'], [target, into = 'value']] = [from.split('.'), to.split('.')]
  return { from: { block: block!, port }, to: { block: target!, port: into } }
}
const graph = (blocks: Block[], wires: string[], rest: Partial<GraphInput> = {}): GraphInput => ({
  version: 1,
  name: 'Drawn',
  blocks,
  wires: wires.map(each => {
    const [from, to] = each.split(' > ')
    return wire(from!, to!)
  }),
  ...rest,
})
const compile = (document: GraphInput, params = {}) =>
  compileDocument(fence, { kind: 'graph', document: JSON.stringify(document), params })
const formula = (document: string, params = {}) =>
  compileDocument(fence, { kind: 'formula', document, params })
const digestOf = (compiled: ReturnType<typeof compile>) => {
  expect(compiled.ok ? [] : compiled.problems).toEqual([])
  return compiled.ok ? compiled.program.digest : ''
}
const printed = (document: GraphInput): string => {
  const read = readGraph(JSON.stringify(document))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const { text, problems } = printGraph(read.graph)
  expect(problems).toEqual([])
  return text
}
const problemsOf = (document: GraphInput) =>
  compile(document).problems.map(({ code, block, port }) => [code, block, port].filter(Boolean).join(' '))

const oversold = graph(
  [
    op('close', 'close'),
    op('rsi', 'rsi', { params: { length: { param: 'length' } } }),
    op('low', 'lt', { name: 'low_rsi', values: { b: { param: 'level' } } }),
    op('volume', 'volume'),
    op('usual', 'sma', { params: { length: 20 } }),
    op('double', 'mul', { values: { b: 2 } }),
    op('busy', 'gt', { name: 'busy' }),
    op('both', 'and'),
    op('worse', 'neg'),
    out(),
    out('score'),
    { kind: 'column', id: 'c', ...at, column: 'rsi' },
  ],
  [
    'close > rsi.source',
    'rsi > low.a',
    'volume > usual.source',
    'usual > double.a',
    'volume > busy.a',
    'double > busy.b',
    'low > both.a',
    'busy > both.b',
    'rsi > worse.a',
    'both > out-filter',
    'worse > out-score',
    'rsi > c',
  ],
  {
    name: 'Oversold on volume',
    timeframe: '5m',
    params: [
      { name: 'length', kind: 'int', default: 14, min: 2, max: 200 },
      { name: 'level', kind: 'num', default: 30, title: 'Oversold below' },
    ],
  },
)

describe('a graph', () => {
  test('is the program that the same words make', () => {
    const same = formula(`export default strategy(
      { name: 'Oversold on volume', timeframe: '5m', params: { length: int(14, 2, 200), level: num(30) } },
      ({ close, volume, ta, params }) => {
        const rsi = ta.rsi(close, params.length)
        const busy = volume > ta.sma(volume, 20) * 2
        return { filter: rsi < params.level && busy, score: -rsi, columns: { rsi } }
      })`)
    expect(digestOf(compile(oversold))).toBe(digestOf(same))
    expect(digestOf(compile(oversold, { length: 9 }))).not.toBe(digestOf(same))
  })

  test('is printed a statement a block, and means the same', () => {
    const text = printed(oversold)
    expect(text).toBe(`export default strategy({
  name: 'Oversold on volume',
  timeframe: '5m',
  params: {
    length: int(14, 2, 200),
    level: num(30, undefined, undefined, undefined, 'Oversold below'),
  },
}, m => {
  const { ta, params } = m
  const close = m.close
  const rsi = ta.rsi(close, params.length)
  const low_rsi = rsi < params.level
  const volume = m.volume
  const sma = ta.sma(volume, 20)
  const mul = sma * 2
  const busy = volume > mul
  const and = low_rsi && busy
  const neg = -rsi
  return {
    filter: and,
    score: neg,
    columns: {
      rsi,
    },
  }
})
`)
    expect(digestOf(formula(text))).toBe(digestOf(compile(oversold)))
    expect(digestOf(formula(text, { length: 5 }))).toBe(digestOf(compile(oversold, { length: 5 })))
  })

  test('names its blocks as origins', () => {
    const compiled = compile(oversold)
    const origins = compiled.ok ? compiled.program.origins.flat() : []
    expect(origins).toContainEqual({ kind: 'block', block: 'busy' })
    expect(origins.every(({ kind }) => kind === 'block')).toBe(true)
  })

  test('looks at other bars and other symbols as a formula does', () => {
    const document = graph(
      [
        op('slow', 'close', { timeframe: '4h' }),
        op('trend', 'sma', { timeframe: '4h', params: { length: 20 } }),
        op('leader', 'close', { symbol: 'BTCUSDT', timeframe: '1d' }),
        op('close', 'close'),
        op('above', 'gt'),
        op('higher', 'gt'),
        op('all', 'and'),
        out(),
      ],
      [
        'slow > trend.source',
        'close > above.a',
        'trend > above.b',
        'leader > higher.a',
        'close > higher.b',
        'above > all.a',
        'higher > all.b',
        'all > out-filter',
      ],
      { timeframe: '1h' },
    )
    const same = formula(`export default strategy({ name: 'Drawn', timeframe: '1h' }, ({ close, ta }) => {
      const trend = tf('4h', m => ta.sma(m.close, 20))
      const leader = symbol('BTCUSDT', () => tf('1d', m => m.close))
      return { filter: close > trend && leader > close }
    })`)
    expect(digestOf(compile(document))).toBe(digestOf(same))
    expect(digestOf(formula(printed(document)))).toBe(digestOf(same))
  })

  test('holds code, and its problems are the block’s', () => {
    const source =
      '(bar, state) => {\n  state.n = bar.up ? (state.n ?? 0) + 1 : 0\n  return { filter: state.n >= 3 }\n}'
    const code = (text: string): Block => ({
      kind: 'code',
      id: 'pushes',
      ...at,
      over: 'bars',
      source: text,
      inputs: [{ name: 'up', kind: 'bool' }],
      outputs: [{ name: 'filter', kind: 'bool' }],
    })
    const wires = [
      'close > before.x',
      'close > up.a',
      'before > up.b',
      'up > pushes.up',
      'pushes.filter > out-filter',
    ]
    const blocks = (text: string) => [
      op('close', 'close'),
      op('before', 'ago', { params: { n: 1 } }),
      op('up', 'gt'),
      code(text),
      out(),
    ]
    const compiled = compile(graph(blocks(source), wires))
    expect(digestOf(compiled)).not.toBe('')
    expect(compiled.ok && compiled.kind).toBe('graph')
    expect(compiled.ok && compiled.program.scripts).toHaveLength(1)
    expect(compiled.ok && compiled.program.origins.flat()).toContainEqual({ kind: 'block', block: 'pushes' })
    expect(problemsOf(graph(blocks('(bar) => ({ filter: bar.up.. })'), wires))).toEqual(['syntax pushes'])
  })

  test('takes constants, and sets nothing that is plain aside', () => {
    const document = graph(
      [
        { kind: 'constant', id: 'k', ...at, value: 3 },
        { kind: 'constant', id: 'yes', ...at, value: true },
        op('sum', 'add', { values: { b: 4 } }),
        op('pow', 'pow', { values: { a: 2, b: 0.5 } }),
        op('slow', 'close', { timeframe: '4h' }),
        op('more', 'gt', { timeframe: '4h' }),
        op('where', 'where', { values: { b: -1 } }),
        op('both', 'and', { values: { b: true } }),
        out(),
        { kind: 'column', id: 'c', ...at, column: 'w' },
        { kind: 'column', id: 'd', ...at, column: 'p' },
      ],
      [
        'k > sum.a',
        'slow > more.a',
        'k > more.b',
        'yes > where.cond',
        'sum > where.a',
        'more > both.a',
        'both > out-filter',
        'where > c',
        'pow > d',
      ],
    )
    expect(digestOf(formula(printed(document)))).toBe(digestOf(compile(document)))
  })
})

describe('a sub-graph', () => {
  const document = graph(
    [
      op('close', 'close'),
      { kind: 'subgraph', id: 'fast', ...at, use: 'slope', version: 2, params: { length: 5 } },
      {
        kind: 'subgraph',
        id: 'slow',
        ...at,
        use: 'slope',
        version: 2,
        params: { length: { param: 'slow' } },
      },
      op('both', 'and'),
      out(),
    ],
    ['close > fast.x', 'close > slow.x', 'fast.up > both.a', 'slow.up > both.b', 'both > out-filter'],
    {
      params: [{ name: 'slow', kind: 'int', default: 50 }],
      subgraphs: {
        slope: {
          name: 'Slope',
          version: 2,
          inputs: [{ name: 'x', kind: 'number' }],
          outputs: [{ name: 'up', kind: 'bool' }],
          params: [{ name: 'length', kind: 'int', default: 20 }],
          blocks: [
            { kind: 'input', id: 'in', ...at, port: 'x' },
            op('mean', 'sma', { params: { length: { param: 'length' } } }),
            op('rises', 'rising', { params: { n: 1 } }),
            { kind: 'result', id: 'up', ...at, port: 'up' },
          ],
          wires: [wire('in', 'mean.source'), wire('mean', 'rises.source'), wire('rises', 'up')],
        },
      },
    },
  )

  test('stands for its blocks, with their origins', () => {
    const same = formula(`export default strategy({ name: 'Drawn' }, ({ close, ta }) =>
      ({ filter: ta.rising(ta.sma(close, 5), 1) && ta.rising(ta.sma(close, 50), 1) }))`)
    const compiled = compile(document)
    expect(digestOf(compiled)).toBe(digestOf(same))
    expect(compiled.ok && compiled.program.origins.flat()).toContainEqual({
      kind: 'block',
      block: 'fast/mean',
    })
    expect(digestOf(formula(printed(document)))).toBe(digestOf(same))
  })

  test('may neither contain itself nor be of another version', () => {
    const use = { kind: 'subgraph' as const, id: 'again', ...at, use: 'slope', version: 2 }
    const { slope } = document.subgraphs!
    expect(
      problemsOf({ ...document, subgraphs: { slope: { ...slope!, blocks: [...slope!.blocks, use] } } }),
    ).toContain('recursion fast/again')
    expect(problemsOf({ ...document, subgraphs: { slope: { ...slope!, version: 3 } } })).toContain(
      'stale-subgraph fast',
    )
  })
})

const slope = (rest: object = {}) => ({
  name: 'Slope',
  version: 1,
  inputs: [{ name: 'x', kind: 'number' as const }],
  outputs: [{ name: 'y', kind: 'number' as const }],
  blocks: [
    { kind: 'input' as const, id: 'in', ...at, port: 'x' },
    op('mean', 'sma', { params: { length: 3 } }),
    { kind: 'result' as const, id: 'out', ...at, port: 'y' },
  ],
  wires: [wire('in', 'mean.source'), wire('mean', 'out')],
  ...rest,
})
const use = (id: string): Block => ({ kind: 'subgraph', id, ...at, use: 'slope', version: 1 })
const counted: Block = {
  kind: 'code',
  id: 'code',
  ...at,
  over: 'bars',
  source: '(bar) => ({ columns: { n: bar.x } })',
  inputs: [{ name: 'x', kind: 'number' }],
  outputs: [{ name: 'n', kind: 'number' }],
}
const countedOut: Block = { kind: 'column', id: 'n', ...at, column: 'n' }

describe('a graph that would quietly be another', () => {
  test.each<[string, GraphInput, string]>([
    [
      'a port a sub-graph does not have, wired to one that can do without',
      graph(
        [op('close', 'close'), use('u'), op('x', 'sma'), out('score')],
        ['close > u.x', 'u.z > x.source', 'x > out-score'],
        {
          subgraphs: { slope: slope() },
        },
      ),
      'unknown-port x source',
    ],
    [
      'a wire out of an output',
      graph([op('x', 'close'), op('y', 'neg'), out('score')], ['x > out-score', 'out-score > y.a']),
      'bad-wire y a',
    ],
    [
      'a parameter misspelt beside code',
      graph(
        [op('x', 'rsi', { params: { lenght: 3 } }), counted, countedOut, out('score')],
        ['x > out-score', 'x > code.x', 'code.n > n'],
      ),
      'unknown-port x lenght',
    ],
    [
      'two outputs beside code',
      graph(
        [op('x', 'close'), counted, countedOut, out('score'), { ...out('score'), id: 'again' }],
        ['x > out-score', 'x > again', 'x > code.x', 'code.n > n'],
      ),
      'bad-output again',
    ],
  ])('is refused for %s', (_, document, expected) => {
    expect(compile(document).ok).toBe(false)
    expect(problemsOf(document)).toContain(expected)
  })

  test('takes a sub-graph’s default whatever its parameter is called', () => {
    const inner = slope({ params: [{ name: 'constructor', kind: 'int', default: 3 }] })
    inner.blocks[1] = op('mean', 'sma', { params: { length: { param: 'constructor' } } })
    const document = (of: ReturnType<typeof slope>) =>
      graph([op('close', 'close'), use('u'), out('score')], ['close > u.x', 'u.y > out-score'], {
        subgraphs: { slope: of },
      })
    expect(digestOf(compile(document(inner)))).toBe(digestOf(compile(document(slope()))))
  })
})

test('a document that unfolds without end tells few problems, and soon', () => {
  const blocks = Array.from({ length: 500 }, (_, n) => use(`u${n}`))
  const wires = Array.from({ length: 15_000 }, () => wire('z', 'q'))
  const { ok, problems } = compile(graph(blocks, [], { subgraphs: { slope: slope({ blocks: [], wires }) } }))
  expect(ok).toBe(false)
  expect(problems.length).toBeLessThanOrEqual(500)
  const [told] = compile({ ...graph([], []), ['k'.repeat(500_000)]: 1 } as GraphInput).problems
  expect(told?.message.length).toBeLessThan(1_000)
})

describe('a graph with problems', () => {
  test('tells each where it is, and compiles the rest', () => {
    const document = graph(
      [
        op('close', 'close'),
        op('rsi', 'rsi', { params: { lenght: 3 } }),
        op('low', 'lt', { values: { b: 30 } }),
        op('above', 'gt', { values: { b: 1 } }),
        out(),
        out('long'),
      ],
      ['close > rsi.source', 'rsi > low.a', 'low > out-filter', 'close > above.a', 'above > out-long'],
    )
    const compiled = compile(document)
    expect(compiled.ok).toBe(false)
    expect(problemsOf(document)).toEqual([
      'unknown-port rsi lenght',
      'upstream-problem low a',
      'upstream-problem out-filter value',
    ])
    expect(!compiled.ok && Object.keys(compiled.partial?.outputs ?? {})).toEqual(['long'])
  })

  test.each<[string, GraphInput, string]>([
    ['an unknown block', graph([op('x', 'nothing'), out()], ['x > out-filter']), 'unknown-block x'],
    [
      'a missing wire',
      graph([op('x', 'gt', { values: { a: 1 } }), out()], ['x > out-filter']),
      'missing-input x b',
    ],
    [
      'a number as condition',
      graph([op('x', 'close'), out()], ['x > out-filter']),
      'bad-output out-filter value',
    ],
    [
      'a wire to nowhere',
      graph([op('x', 'close'), out('score')], ['x > out-score', 'x > y']),
      'bad-wire x value',
    ],
    ['a wire from nowhere', graph([out('score')], ['y > out-score']), 'bad-wire out-score value'],
    [
      'two wires into one port',
      graph([op('x', 'close'), op('y', 'open'), out('score')], ['x > out-score', 'y > out-score']),
      'bad-wire out-score value',
    ],
    [
      'a wire from a port that is not there',
      graph([op('x', 'close'), out('score')], ['x.up > out-score']),
      'unknown-port out-score value',
    ],
    [
      'a circle',
      graph([op('x', 'neg'), op('y', 'neg'), out('score')], ['x > y.a', 'y > x.a', 'y > out-score']),
      'cycle x',
    ],
    [
      'a faster timeframe',
      graph([op('x', 'close', { timeframe: '1m' }), out('score')], ['x > out-score'], { timeframe: '1h' }),
      'faster-timeframe x',
    ],
    [
      'mixed bars',
      graph(
        [op('x', 'close'), op('y', 'sma', { timeframe: '4h' }), out('score')],
        ['x > y.source', 'y > out-score'],
      ),
      'mixed-clocks y source',
    ],
    [
      'a parameter out of bounds',
      graph([op('x', 'rsi', { params: { length: -1 } }), out('score')], ['x > out-score']),
      'bad-argument x',
    ],
    [
      'an undeclared parameter',
      graph([op('x', 'rsi', { params: { length: { param: 'n' } } }), out('score')], ['x > out-score']),
      'bad-param x length',
    ],
    ['nothing to give', graph([op('x', 'close')], []), 'no-output'],
    ['another version', { ...graph([], []), version: 2 as 1 }, 'bad-document'],
    [
      'a field that is no field',
      graph([{ ...op('x', 'close'), colour: 'red' } as Operator], []),
      'bad-document x',
    ],
  ])('says so of %s', (_, document, expected) => {
    expect(problemsOf(document)).toContain(expected)
  })

  test.each([
    '',
    'null',
    '[]',
    '7',
    '{',
    '{"version":1}',
    `{"version":1,"a":${'['.repeat(50_000)}`,
    '{"version":1,"name":"x","blocks":[],"__proto__":{"x":1}}',
  ])('is no exception: %.40s', text => {
    const { ok, problems } = compileDocument(fence, { kind: 'graph', document: text })
    expect([ok, problems.length > 0]).toEqual([false, true])
  })
})

describe('every entry of the catalogue', () => {
  const drawable = catalogue.entries.filter(({ id }) => !['constant', 'flag', 'script'].includes(id))

  test.each(drawable.map(entry => [entry.id, entry] as const))(
    '%s is drawn and printed alike',
    (_, entry) => {
      const blocks: Block[] = [
        op('close', 'close'),
        op('yes', 'gt', { values: { b: 10 } }),
        op('it', entry.id, { ...(entry.id === 'seen' && { timeframe: '4h' as const }) }),
      ]
      const wires = [
        'close > yes.a',
        ...portsOf(entry).map(port => `${port.kind === 'bool' ? 'yes' : 'close'} > it.${port.name}`),
      ]
      const outputs = entry.type === 'operator' ? ['value'] : entry.outputs.map(({ name }) => name)
      for (const [n, name] of outputs.entries()) {
        blocks.push({ kind: 'column', id: `c${n}`, ...at, column: `c${n}` })
        wires.push(`it.${name} > c${n}`)
      }
      const document = graph(blocks, wires)
      expect(digestOf(formula(printed(document)))).toBe(digestOf(compile(document)))
    },
  )
})
