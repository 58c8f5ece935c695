import { describe, expect, test } from 'vitest'
import { compileDocument, recordDocument } from '@/sandbox/compile/compile'
import { type GraphDocument, readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'
import { type Drawn, toGraph } from '@/sandbox/compile/graph/toGraph'
import { parseJson, recordingSchema } from '@/sandbox/compile/recording'
import type { ParamDeclaration, ParamValue } from '@/sandbox/ir/program'
import { templates } from '@/sandbox/templates'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()

const draw = (source: string): Drawn => {
  const recorded = recordDocument(fence, { kind: 'formula', document: source })
  if (!recorded.ok) throw new Error(`${source}\n${JSON.stringify(recorded.problems)}`)
  const recording = recordingSchema.parse(parseJson(recorded.recording))
  if (recording.form !== 'trace') throw new Error('a graph is drawn already')
  return toGraph(recording)
}
const drawn = (source: string): GraphDocument => {
  const made = draw(source)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.graph
}
const programOf = (kind: 'formula' | 'graph', document: string, params: Record<string, ParamValue> = {}) => {
  const compiled = compileDocument(fence, { kind, document, params })
  if (!compiled.ok) throw new Error(`${document}\n${JSON.stringify(compiled.problems)}`)
  return compiled.program
}
const warnings = (source: string): readonly string[] => draw(source).problems.map(({ code }) => code)

/** A formula of that body, with everything a market has by name. */
const formula = (body: string, settings = ''): string =>
  `export default strategy({ name: 'A rule', timeframe: '1h'${settings} },
  ({ open, high, low, close, volume, hl2, time, barIndex, ta, params }) => { ${body} })`

const PARAMS =
  ", params: { n: int(3, 1, 9), m: int(3, 1, 9, 1, 'Another'), level: num(-0.5, -5, 5), on: bool(true), per: choice('day', ['day', 'week']) }"

/** Formulas that say everything formulas can say, each thing once. */
const FORMULAS: Readonly<Record<string, string>> = {
  'constants as outputs': formula(
    'return { filter: true, score: 3, columns: { none: NaN, least: -Infinity, half: 0.5 } }',
  ),
  'signs of the language': formula(
    `const up = close > open
     return { filter: !up || up && close !== open, score: -(close ** 2) % 5 - 2 / -close, columns: { c: close >= 3 ? 1 : 0 } }`,
  ),
  'functions of plain values and series': formula(
    `return { columns: { a: math.max(close, open, 3), b: nz(ago(close, 3)), c: nz(close, 1), d: na(close), e: math.pow(2, close),
       f: where(close > open, true, false), g: where(close > open, 1, close), h: math.round(close), i: math.abs(-close) } }`,
  ),
  'series that are simply there': formula(
    'return { columns: { a: ta.tr, b: hl2, c: time, d: barIndex % 5, e: ta.obv, f: volume } }',
  ),
  'parts taken apart': formula(
    `const { macd, signal: slow } = ta.macd(close, 12, 26, 9)
     const { upper, ...rest } = ta.bb(close, 20, 2)
     return { filter: ta.crossover(macd, slow), columns: { upper, lower: rest.lower } }`,
  ),
  'all parts as columns': formula('return { columns: { bb: ta.bb(close, 20, 2) } }'),
  'a loop': formula('let s = close; for (let i = 2; i < 9; i++) s = ta.ema(s, i); return { columns: { s } }'),
  'a slower timeframe': formula(
    "return { filter: tf('4h', m => m.ta.ema(m.close, 9) > 2 * m.open), score: tf('1d', m => m.ta.bb(m.close, 20, 2)).upper - close }",
  ),
  'a timeframe inside another': formula(
    `return { filter: tf('4h', m => {
       const day = tf('1d', d => d.ta.bb(d.close, 20, 2))
       return m.close > day.upper || m.open < day.upper && m.high > day.lower
     }) }`,
  ),
  'another symbol': formula(
    "return { score: close / symbol('BTCUSDT', m => m.ta.sma(m.close, 5)), filter: symbol('AAA', m => m.close > tf('1d', d => d.close)) }",
  ),
  'own series seen from other bars': formula(
    "return { score: tf('4h', m => m.ta.ema(align(close), 5)), columns: { same: tf('1h', m => m.close) } }",
  ),
  'parameters in every place': formula(
    `const { m } = params
     return { filter: close > ta.vwap(params.per) && params.on, score: ta.ema(close, params.n) * params.level + ago(close, m),
       columns: { w: where(close > open, params.level, 0), p: params.level } }`,
    PARAMS,
  ),
  'one name for several things': formula(
    `const n = params.n; const f = n => ta.ema(close, n); const g = (m = params.m) => ta.sma(close, m)
     return { columns: { a: f(n), b: f(params.m), c: f(7), d: g(), e: g(5) } }`,
    PARAMS,
  ),
  'names that are words elsewhere': formula(
    `const $x = ta.sma(close, 3), длина = ta.sma(close, 4), m = ta.sma(close, 5)
     return { columns: { constructor: $x, toString: длина, close: m, 'd.e': close, out_filter: m + 1 } }`,
  ),
  'names that objects have anyway': formula(
    "return { columns: { ['__proto__']: close, constructor: open, valueOf: high } }",
  ),
  'a function over bars': formula(
    `const made = perBar({ close, rsi: ta.rsi(close, 14), three: 3 }, (bar, state, { params }) => {
       state.n = (state.n ?? 0) + (bar.rsi > 50 ? 1 : 0)
       return { filter: state.n > params.n, columns: { n: state.n * bar.three, open: bar.open } }
     })
     return { filter: made.filter, score: ta.ema(made.n, 5), columns: { o: made.open } }`,
    PARAMS,
  ),
  'a script with helpers': `const MOST = 3
function up(bar) { return bar.close > bar.open }
export default script({ name: 'A script' }, ({ close, ta }) => ({ rsi: ta.rsi(close, 14), bb: ta.bb(close, 20, 2) }),
  (bar, state) => {
    state.n = up(bar) ? (state.n ?? 0) + 1 : 0
    return { long: state.n >= MOST && bar.close > bar.bb_upper, exitLong: !up(bar), columns: { n: state.n } }
  })`,
}

describe('drawing code', () => {
  test.each(Object.entries(FORMULAS))('keeps %s', (_, source) => {
    const graph = drawn(source)
    const text = JSON.stringify(graph)
    expect(readGraph(text)).toEqual({ ok: true, graph })
    const [written, again] = [programOf('formula', source), programOf('graph', text)]
    expect(again.digest).toBe(written.digest)
    expect([again.name, again.timeframe, again.params]).toEqual([
      written.name,
      written.timeframe,
      written.params,
    ])
    const printed = printGraph(graph).text
    expect(programOf('formula', printed).digest).toBe(written.digest)
    expect(printGraph(drawn(printed)).text).toBe(printed)
  })

  test('makes a block of each call, a macd one macd, with its name, parameters and values', () => {
    const { blocks } = drawn(
      formula(
        'const trend = ta.macd(close, params.n, 26); return { filter: trend.histogram > params.level }',
        PARAMS,
      ),
    )
    expect(blocks.map(({ x: _x, y: _y, ...block }) => block)).toEqual([
      { kind: 'operator', id: 'close', entry: 'close', params: {}, values: {} },
      {
        kind: 'operator',
        id: 'trend',
        name: 'trend',
        entry: 'macd',
        params: { fast: { param: 'n' }, slow: 26 },
        values: {},
      },
      { kind: 'operator', id: 'gt', entry: 'gt', params: {}, values: { b: { param: 'level' } } },
      { kind: 'output', id: 'out_filter', output: 'filter', values: {} },
    ])
  })

  test('follows a parameter only where its own value came from', () => {
    const { blocks } = drawn(FORMULAS['one name for several things']!)
    const lengths = blocks.flatMap(block => (block.kind === 'operator' ? Object.values(block.params) : []))
    expect(lengths).toEqual([3, 3, 7, 3, 5])
  })

  test('tells of parameters that no block follows, and of no other', () => {
    expect(
      warnings(formula('return { columns: { a: ta.ema(close, params.n * 2) } }', ', params: { n: int(3) }')),
    ).toEqual(['param-baked'])
    expect(
      warnings(formula('return { columns: { a: ta.ema(close, params.n) } }', ', params: { n: int(3) }')),
    ).toEqual([])
    expect(
      warnings(
        formula(
          'return { columns: { a: perBar({ close }, (bar, state, { params }) => ({ columns: { a: bar.close > params.n } })).a } }',
          ', params: { n: int(3) }',
        ),
      ),
    ).toEqual([])
  })

  test('leaves out series that were only named in the head, not those with a name of their own', () => {
    const { blocks } = drawn(formula('const day = high; return { score: close }'))
    expect(blocks.map(({ id }) => id)).toEqual(['day', 'close', 'out_score'])
  })

  test('refuses what is more than a document holds', () => {
    const made = draw(
      formula('let s = close; for (let i = 1; i < 1500; i++) s = s + ta.sma(close, i); return { score: s }'),
    )
    expect(made.ok).toBe(false)
    expect(made.problems.map(({ code }) => code)).toEqual(['too-large'])
  })

  test('refuses a filter of the old shape with what to do', () => {
    const made = draw('function filter(ticker, klines) { return klines[klines.length - 1].close > 3 }')
    expect(made.problems.map(({ code }) => code)).toEqual(['not-supported'])
  })
})

describe.each(templates.filter(({ kind }) => kind !== 'graph'))('drawn, $title', ({ source }) => {
  const written = programOf('formula', source)

  test('is the same program', () => {
    const graph = JSON.stringify(drawn(source))
    expect(programOf('graph', graph).digest).toBe(written.digest)
  })

  test('follows its parameters, but for those it tells of', () => {
    const made = draw(source)
    if (!made.ok) throw new Error('not drawn')
    const graph = JSON.stringify(made.graph)
    const told = (name: string) => made.problems.some(({ message }) => message.includes(` ${name};`))
    for (const param of written.params) {
      if (told(param.name)) continue
      const changed = { [param.name]: anotherValue(param) }
      expect(programOf('graph', graph, changed).digest, param.name).toBe(
        programOf('formula', source, changed).digest,
      )
    }
  })
})

function anotherValue(param: ParamDeclaration): ParamValue {
  switch (param.kind) {
    case 'bool':
      return !param.default
    case 'choice':
      return param.choices.find(choice => choice !== param.default) ?? param.default
    default: {
      const more = param.default + 1
      return more <= (param.max ?? Infinity) ? more : param.default - 1
    }
  }
}
