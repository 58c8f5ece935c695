import { expect, test } from 'vitest'
import { blockTypings, typeOfBlock } from '@/app/_editor/code/blockTypings'
import { guide } from '@/sandbox/guide'
import { templates } from '@/sandbox/templates'
import { type Ports, reading } from './reading'

const PORTS: Ports = {
  inputs: [
    { name: 'a', kind: 'number' },
    { name: 'on', kind: 'bool' },
  ],
  outputs: [{ name: 'n', kind: 'number' }],
  params: [
    { name: 'gap', title: '', kind: 'int', default: 3 },
    { name: 'mode', title: '', kind: 'choice', default: 'slow', choices: ['slow', 'fast'] },
  ],
}

const script = (body: string) =>
  `export default script({ name: 'x', params: { gap: int(3, 1, 9) } }, (bar, state, { params }) => {\n${body}\n})\n`

/** What `state` is taken for. */
const stateIn = (body: string) => /state: (.*), \{ params/.exec(reading(script(body)).read)?.[1]

test('strategies of the gallery and the guide are free of type errors as the editor reads them', () => {
  const told = guide.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) =>
      blocks.flatMap(block =>
        block.kind === 'example' &&
        block.document !== 'graph' &&
        block.must.kind === 'program' &&
        block.must.warns.length === 0
          ? [block.source]
          : [],
      ),
    ),
  )
  const written = [
    ...templates.flatMap(({ kind, source }) => (kind === 'graph' ? [] : [source])),
    ...told,
  ].filter(source => /\b(strategy|script)\(/.test(source))
  expect(written.length).toBeGreaterThan(40)
  for (const source of written) expect(reading(source).errors(), source).toEqual([])
})

test.each([
  ['state.n = (state.n ?? 0) + 1', '{ n: number }'],
  ['state.hot = bar.close > 1; state.side = state.side ?? "flat"', '{ hot: boolean; side: string }'],
  ['const seen = state.seen ?? []; state.seen = [...seen, bar.close].slice(-5)', '{ seen: number[] }'],
  ['state.last = state.was ?? 0; state.was = bar.close', '{ last: number; was: number }'],
  ['state.first ??= bar.open; state["last one"] = bar.close', '{ first: number; "last one": number }'],
  [
    'state.levels ??= []; state.levels.push({ at: bar.low, hits: 1 })',
    '{ levels: { at: number; hits: number; }[] }',
  ],
  ['state.days = state.days ?? {}; state.days[bar.time] = bar.close', '{ days: any }'],
  ['state.at = null; if (bar.close > 3) state.at = bar.close', '{ at: number }'],
  ['state.at = null', '{ at: any }'],
  ['state.mixed = bar.close; if (bar.open > 3) state.mixed = "no"', '{ mixed: any }'],
  ['const key = "a"; state[key] = 1; state.n = 2', '{ n: number; [name: string]: any }'],
  ['Object.assign(state, { n: 1 })', '{ [name: string]: any }'],
  ['const inner = state => state.q; state.n = inner({ q: 1 })', '{ n: any }'],
  ['return { filter: bar.close > 1 }', '{}'],
])('what %s puts into state is %s', (body, type) => {
  expect(stateIn(body)).toBe(type)
})

test('a type of the author’s own goes before', () => {
  const own = script('state.n = "three"').replace('state,', 'state: { n?: number },')
  expect(reading(own).read).toContain('state: { n?: number }, {')
  expect(reading(own).errors()).toMatchObject([{ line: 2, words: 'state.n', code: 2322 }])
})

test('a field that only ever grows from itself has no beginning, and is told of', () => {
  expect(reading(script('state.n += 1\nreturn { filter: state.n > 3 }')).errors()).toMatchObject([
    {
      line: 2,
      words: 'state.n',
      text: 'On the first bar nothing is in state.n. Say what it begins with, as in (state.n ?? 0).',
    },
    { line: 3 },
  ])
  expect(reading(script('state.n = state.n + 1')).errors()).toMatchObject([{ line: 2, words: 'state.n' }])
  expect(reading(script('state.n = nz(state.n) + 1\nreturn { score: state.n }')).errors()).toEqual([])
  expect(reading(script('if (bar.open > 3) state.n = 0\nstate.n += 1')).errors()).toEqual([])
})

test('a misspelt field is found, and fields are offered', () => {
  const [error] = reading(
    script('state.pushes = (state.pushes ?? 0) + 1\nreturn { score: state.pushs }'),
  ).errors()
  expect(error).toMatchObject({
    line: 3,
    words: 'pushs',
    text: 'There is no pushs here. Did you mean pushes?',
  })
  expect(reading(script('state.pushes = (state.pushes ?? 0) + 1\nstate.¦')).completions()).toEqual(['pushes'])
})

/** What a trader would write, where it is underlined, and what is said of it. */
const MISTAKES: readonly (readonly [written: string, words: string, said: string])[] = [
  ['const a = ema(close, 20)', 'ema', 'There is no ema by itself. It is ta.ema.'],
  [
    'const a = ta.crossOver(close, open)',
    'crossOver',
    "Property 'crossOver' does not exist on type 'Indicators'. Did you mean 'crossover'?",
  ],
  [
    'const a = close[1]',
    'close[1]',
    'There is one value here, and no list of earlier ones. Of a series, ago(x, n) is the value n bars ago.',
  ],
  ['const a = close.prev', 'prev', 'A series has no prev. Its value some bars ago is ago(x, n).'],
  [
    'const a = ta.sma(close, ta.atr(14))',
    'ta.atr(14)',
    'This is the same on every bar: a number or a parameter. A series changes from bar to bar.',
  ],
  [
    'const a = ta.macd(close, 12, 26, 9).hist',
    'hist',
    'There is no hist here. There are macd, signal and histogram.',
  ],
  ['const a = params.lenght', 'lenght', 'There is no parameter lenght. Did you mean length?'],
  ['const a = params.size', 'size', 'There is no parameter size. There is length.'],
  [
    "const a = tf('2h', m => m.close)",
    "'2h'",
    '2h is no timeframe. There are 1m, 5m, 15m, 30m, 1h, 4h, 1d and 1w.',
  ],
  ['const a = tf("4h", m => m.atr)', 'atr', 'atr is no series of its own. It is ta.atr.'],
  [
    'return { buy: close > open }',
    'buy',
    'There is no output buy. There are filter, long, short, exitLong, exitShort, score, limitPrice, stopPrice, targetPrice, trailDistance, size and columns.',
  ],
  [
    'return { filter: close }',
    'filter',
    'This has to be a condition, true or false on every bar. Compare it with something, as in close > open.',
  ],
]

test.each(MISTAKES)('%s is underlined at its fault, and what to do is said', (written, words, said) => {
  const text = `export default strategy({ name: 'x', params: { length: int(14, 2, 200) } }, ({ close, open, ta, params }) => {
  ${written}
  return { filter: close > open }
})`
  expect(reading(text).errors()).toEqual([expect.objectContaining({ line: 2, words, text: said })])
})

test('of a script and its bars, too', () => {
  const text = (written: string) =>
    `export default script({ name: 'x' }, ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }), (bar, state, { position }) => {
  ${written}
})`
  const said = (written: string) =>
    reading(text(written))
      .errors()
      .map(each => `${each.words}: ${each.text}`)
  expect(said('return { filter: bar.rsj > 3 }')).toEqual([
    'rsj: The bar has no rsj. There are time, open, high, low, close, volume and rsi.',
  ])
  expect(said('return { filter: bar.rsi[1] > 3 }')).toEqual([
    expect.stringMatching(/^bar.rsi\[1\]: There is one value here/),
  ])
  expect(said("return { long: bar.rsi > 30, size: 'all' }")).toEqual([
    'size: An output is a number or a condition; null where there is none.',
  ])
  expect(said('return { long: bar.close > position.entryPrice }')).toMatchObject([
    expect.stringMatching(/^position: Nothing may be held/),
  ])
  expect(said('return { lnog: bar.close > 3 }')).toEqual([
    expect.stringMatching(/^lnog: There is no output lnog. There are filter, long, short,/),
  ])
})

test('among what is offered, words that no strategy needs do not hide the others', () => {
  const offered = reading(
    `export default strategy({ name: 'x' }, ({ close, ta }) => {\n  const a = ¦\n  return { filter: close > 1 }\n})`,
  ).completions()
  expect(offered.slice(0, 3)).toEqual(expect.arrayContaining(['close', 'ta']))
  for (const word of ['where', 'ago', 'symbol', 'Math', 'perBar', 'for']) expect(offered).toContain(word)
  for (const word of ['Atomics', 'abstract', 'Proxy']) expect(offered).not.toContain(word)
  expect(offered.length).toBeLessThan(75)
})

test('a function inside a formula knows the parameters of its strategy', () => {
  const formula = (use: string) => `export default strategy(
  { name: 'x', params: { gap: int(3, 1, 9), mode: choice('slow', ['slow', 'fast']) } },
  ({ close }) => {
    const runs = perBar({ close }, (bar, state, { params }) => {
      state.n = (state.n ?? 0) + 1
      return { n: ${use} }
    })
    return { score: runs.n }
  },
)`
  expect(reading(formula('state.n % params.gap')).errors()).toEqual([])
  expect(reading(formula('params.gpa')).errors()).toMatchObject([{ line: 6, words: 'gpa' }])
  expect(reading(formula("params.mode == 'fsat' ? 1 : 0")).errors()).toMatchObject([{ line: 6, code: 2367 }])
  expect(reading(formula('params.¦')).completions()).toEqual(['gap', 'mode'])
})

test('the function of a code block knows its ports, its parameters and its memory', () => {
  const right =
    '(bar, state, { params }) => {\n  if (bar.on) state.n = (state.n ?? 0) + params.gap\n  return { n: state.n }\n} // end'
  expect(reading(right, PORTS).errors()).toEqual([])
  expect(reading('bar => ({ n: bar.a })', PORTS).errors()).toEqual([])
  expect(reading('function (bar) { return { n: bar.a } }', PORTS).errors()).toEqual([])
  expect(reading('(bar, state, { params }) => {\n  return { n: params.¦ }\n}', PORTS).completions()).toEqual([
    'gap',
    'mode',
  ])
  const wrong =
    '(bar, state, { params }) => {\n  const a: boolean = bar.a\n  return { n: params.mode == "fst" ? bar.b : 0, m: 1 }\n}'
  expect(
    reading(wrong, PORTS)
      .errors()
      .map(({ line, words }) => [line, words]),
  ).toEqual([
    [2, 'a'],
    [3, 'params.mode == "fst"'],
    [3, 'b'],
    [3, 'm'],
  ])
  expect(reading('bar =>\n  ({ other: bar.a })', PORTS).errors()).toMatchObject([{ line: 2, words: 'other' }])
})

test('a block that hands its function on has to fit as a whole, and is underlined where it begins', () => {
  const handed = (field: string) => `(() => {\n  const k = 3\n  return bar => ({ ${field}: bar.a * k })\n})()`
  expect(reading(handed('n'), PORTS).errors()).toEqual([])
  expect(reading(handed('m'), PORTS).errors()).toMatchObject([{ line: 1, words: '(() => {' }])
})

test('while its braces are open, a block’s ports and outputs are offered all the same', () => {
  const ports = expect.arrayContaining(['a', 'on', 'close'])
  expect(reading('(bar, state) => {\n  return { n: bar.¦', PORTS).completions()).toEqual(ports)
  expect(
    reading('(bar, state) => {\n  if (bar.on) {\n    state.n = Math.max(bar.¦', PORTS).completions(),
  ).toEqual(ports)
  expect(reading('bar => {\n  return { ¦', PORTS).completions()).toEqual(['n'])
  const series: Ports = { ...PORTS, over: 'series' }
  expect(reading('({ a, on }) => {\n  return { n: where(on, ¦', series).completions()).toEqual(
    expect.arrayContaining(['a', 'ta']),
  )
  // what is wrong then is the brace that is missing, not what was put in behind it
  expect(reading('(bar, state) => {\n  return { n: bar.a }', PORTS).errors()).toMatchObject([
    { text: expect.stringMatching(/'}' expected/) },
  ])
})

test('whole series of a block are typed by its ports', () => {
  const series: Ports = { ...PORTS, over: 'series' }
  expect(reading('({ a, on }) => ({ n: where(on, ta.sma(a, 3), a) })', series).errors()).toEqual([])
  expect(reading('({ a }) => ({\n  m: a.length })', series).errors()).toMatchObject([
    { line: 2, words: 'm' },
    { line: 2, words: 'length' },
  ])
})

test('a block’s type has its ports and parameters', () => {
  const name = 'file:///code/block-7.ts'
  expect(typeOfBlock(name)).toBe('CodeBlock7')
  expect(typeOfBlock('file:///code/block-7.d.ts')).toBeNull()
  expect(blockTypings(name, { over: 'bars', ...PORTS })).toBe(
    'type CodeBlock7 = BarFunction<{ readonly a: number; readonly on: boolean }, { readonly n?: Answer }, { readonly gap: number; readonly mode: "slow" | "fast" }>\n',
  )
  expect(blockTypings(name, { over: 'series', ...PORTS })).toBe(
    'type CodeBlock7 = (inputs: { readonly a: Series; readonly on: Condition }) => { readonly n: Series | Condition }\n',
  )
})

test.each([
  ["export default strategy({ name: 'x' }, ({ close })=>({ filter: close>1 }))", undefined],
  ["export default strategy({ name: 'x' }, ({ close }) => ({ filter: close > 1 }))", undefined],
  ["export default script({ name: 'x' }, (bar,state)=>{ state.n=1 })", undefined],
  ['bar=>({n:bar.a})', PORTS],
])('%s is formatted as TypeScript is', (written, block) => {
  const once = reading(written, block).formatted()
  expect(once).toMatch(/ => /)
  expect(reading(once, block).formatted()).toBe(once)
})
