import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PROBLEM_CODES, type ProblemCode, problemPages } from '@/sandbox/compile/problems'
import { templates } from '@/sandbox/templates'
import { compile, formula, problemsOf } from './compiling'

const SEED = 4_242

/** What sources are told: code, line and column, the whole sentence. */
const SOURCES: readonly (readonly [code: ProblemCode, place: string, sentence: string, source: string])[] = [
  [
    'syntax',
    '1:70',
    'Unexpected token. Mend the text here; often a bracket or a comma before it is missing.',
    "export default strategy({ name: 'x' }, m => ({ filter: m.close > 3 })",
  ],
  [
    'syntax',
    '1:11',
    'Unterminated string constant. Mend the text here; often a bracket or a comma before it is missing.',
    'const a = "unclosed',
  ],
  [
    'syntax',
    '1:55',
    "Identifier 'a' has already been declared. Mend the text here; often a bracket or a comma before it is missing.",
    'export default strategy({}, m => { const a = 1; const a = 2; return { score: a } })',
  ],
  [
    'syntax',
    '1:44',
    'Invalid number. Mend the text here; often a bracket or a comma before it is missing.',
    'export default strategy({}, m => ({ score: 08n }))',
  ],
  [
    'import-refused',
    '1:1',
    'A strategy imports nothing. Everything it needs is there by name: strategy, ta, math …',
    "import { rsi } from 'ta'\nexport default strategy({}, m => ({ score: m.close }))",
  ],
  [
    'import-refused',
    '1:36',
    'A strategy imports nothing. Everything it needs is there by name: strategy, ta, math …',
    "export default strategy({}, m => { import('x'); return { score: m.close } })",
  ],
  ['type-syntax', '1:1', 'An enum makes code. Use an object of constants.', 'enum Side { Long }'],
  [
    'type-syntax',
    '1:1',
    'A namespace makes code. Use plain constants and functions.',
    'namespace A { export const x = 1 }',
  ],
  [
    'type-syntax',
    '1:23',
    'A parameter property makes code. Assign it in the constructor.',
    'class A { constructor(private x: number) {} }',
  ],
  [
    'type-syntax',
    '1:1',
    'A strategy imports nothing. Everything it needs is there by name.',
    "import x = require('x')",
  ],
  [
    'chained-comparison',
    '2:11',
    'a < b < c compares the answer of a < b with c. Write a < b && b < c.',
    'export default strategy({}, ({ close }) => ({\n  filter: 1 < close <= 5,\n}))',
  ],
  [
    'no-strategy',
    '1:1',
    'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
    'const x = 1',
  ],
  [
    'no-strategy',
    '1:16',
    'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
    'export default 3',
  ],
  [
    'no-strategy',
    '1:16',
    'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
    'export default m => ({ score: m.close })',
  ],
  [
    'no-strategy',
    '1:1',
    'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).',
    '(ticker, klines) => true; async (ticker, klines) => true',
  ],
  [
    'bad-strategy',
    '2:3',
    'timeframe is "2h"; use one of 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w.',
    "export default strategy({ name: 'x',\n  timeframe: '2h' }, m => ({ score: m.close }))",
  ],
  [
    'bad-strategy',
    '1:27',
    'name is a text of at most 80 characters.',
    'export default strategy({ name: 3 }, m => ({ score: m.close }))',
  ],
  [
    'bad-strategy',
    '1:16',
    "Write strategy({ name: '…' }, ({ close, ta }) => ({ filter: … })).",
    "export default strategy('x', m => ({ score: m.close }))",
  ],
  [
    'unknown-setting',
    '2:3',
    'lenght is no setting and does nothing; there are name, timeframe, params, summary, tags.',
    'export default strategy({\n  lenght: 3 }, m => ({ score: m.close }))',
  ],
  [
    'series-as-value',
    '2:7',
    'An if needs one value, and a series has one for every bar. Use where(cond, a, b).',
    'export default strategy({}, ({ close }) => {\n  if (close > 3) return { filter: true }\n})',
  ],
  [
    'series-as-value',
    '2:10',
    'A while needs one value, and a series has one for every bar. Use where(cond, a, b).',
    'export default strategy({}, ({ close }) => {\n  while (close > 3) {}\n})',
  ],
  [
    'series-as-value',
    '2:19',
    'A for needs one value, and a series has one for every bar. Use where(cond, a, b).',
    'export default strategy({}, ({ close }) => {\n  for (let i = 0; i < close; i++) {}\n})',
  ],
  [
    'series-as-value',
    '2:11',
    'A switch needs one value, and a series has one for every bar. Use where(cond, a, b).',
    'export default strategy({}, ({ close }) => {\n  switch (close) {}\n})',
  ],
  [
    'series-as-value',
    '2:25',
    'A series has a value for every bar, not one value. Use where(cond, a, b) to choose and ago(x, n) to look back.',
    'export default strategy({}, ({ close }) => {\n  return { score: [1, 2][close] }\n})',
  ],
  [
    'series-as-value',
    '2:24',
    'A series has no element [1]. Write ago(x, n) for its value n bars earlier.',
    'export default strategy({}, ({ close }) => {\n  return { score: close[1] }\n})',
  ],
  [
    'series-as-value',
    '2:19',
    'A series can’t be spread or looped over. Use where(cond, a, b) to choose and ago(x, n) to look back.',
    'export default strategy({}, ({ close }) => {\n  for (const x of close) {}\n})',
  ],
  [
    'series-as-value',
    '2:9',
    'A series can’t be changed. Make a new one.',
    'export default strategy({}, ({ close }) => {\n  close.x = 3\n})',
  ],
  [
    'series-as-value',
    '1:54',
    'A series has a value for every bar, not one value. Use where(cond, a, b) to choose and ago(x, n) to look back.',
    'export default strategy({}, ({ close }) => ({ score: Math.max(close, 3) }))',
  ],
  [
    'unknown-name',
    '1:54',
    "There is no clsoe. Check its spelling; ta, math and the series of the callback's argument are there.",
    'export default strategy({}, ({ close }) => ({ score: clsoe }))',
  ],
  [
    'unknown-name',
    '1:54',
    "There is no smooth. Check its spelling; ta, math and the series of the callback's argument are there.",
    'export default strategy({}, ({ close }) => ({ score: smooth(close) }))',
  ],
  [
    'unknown-name',
    '1:46',
    'There is no clsoe here; did you mean close?',
    'export default strategy({}, m => ({ score: m.clsoe }))',
  ],
  [
    'unknown-name',
    '3:3',
    'There is no vol here. Check its spelling.',
    'export default strategy({}, ({\n  open,\n  vol,\n}) => ({ score: open }))',
  ],
  [
    'unknown-name',
    '1:61',
    'There is no ta.rsy; did you mean rsi?',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.rsy(close, 14) }))',
  ],
  [
    'unknown-name',
    '1:59',
    'There is no math.cosine. Check its spelling.',
    'export default strategy({}, ({ close }) => ({ score: math.cosine(close) }))',
  ],
  [
    'unknown-name',
    '1:84',
    'macd has no part line; it has macd, signal, histogram.',
    'export default strategy({}, ({ ta, close }) => ({ score: ta.macd(close, 12, 26, 9).line }))',
  ],
  [
    'unknown-name',
    '1:60',
    'A series has no property length. Compute with it: + - * / < > && ||, ta and math.',
    'export default strategy({}, ({ close }) => ({ score: close.length }))',
  ],
  [
    'unknown-name',
    '3:19',
    'What is called here is no function. Check its spelling.',
    'export default strategy({}, ({ close, ta }) => {\n  const five = 5\n  return { score: five(close) }\n})',
  ],
  [
    'series-as-value',
    '1:78',
    'every needs true or false at once, and a series has an answer for every bar. Join conditions with && and ||: list.reduce((a, b) => a && b).',
    'export default strategy({}, ({ close }) => ({ filter: [close > 3, close > 2].every(x => x) }))',
  ],
  [
    'series-as-value',
    '1:55',
    'Boolean needs true or false at once, and a series has an answer for every bar. Join conditions with && and ||: list.reduce((a, b) => a && b).',
    'export default strategy({}, ({ close }) => ({ filter: Boolean(close > 3) }))',
  ],
  [
    'series-as-value',
    '1:55',
    'Number.isNaN asks about one number, and a series has many. Use na(x).',
    'export default strategy({}, ({ close }) => ({ filter: Number.isNaN(close) }))',
  ],
  ...['!ta.rising', 'ta.rising && close > 3', 'ta.rising || close > 3', 'ta.rising ? true : false'].map(
    rule =>
      [
        'bad-argument',
        '1:59',
        'A function stands where a value is needed. Call it: ta.rsi(close, 14).',
        `export default strategy({}, ({ close, ta }) => ({ filter: ${rule} }))`,
      ] as const,
  ),
  [
    'bad-argument',
    '1:58',
    'ta.sma(source, length): length is 0; it must be a whole number from 1 to 5000.',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.sma(close, 0) }))',
  ],
  [
    'bad-argument',
    '1:58',
    'ta.sma(source, length): length is the same for all bars; give a number or a parameter, not a series.',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.sma(close, close) }))',
  ],
  [
    'bad-argument',
    '1:58',
    'ta.sma(source, length) takes 2 arguments; 4 are given.',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.sma(close, 2, 3, 4) }))',
  ],
  [
    'bad-argument',
    '1:58',
    'sma: source takes a series or a number, and "close" is given.',
    "export default strategy({}, ({ close, ta }) => ({ score: ta.sma('close', 2) }))",
  ],
  [
    'bad-argument',
    '1:58',
    'ta.crossover(a, b) needs b.',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.crossover(close) }))',
  ],
  [
    'bad-argument',
    '1:58',
    'add: a: macd has several parts; name one of macd, signal, histogram.',
    'export default strategy({}, ({ close, ta }) => ({ score: ta.macd(close, 1, 2, 3) + 1 }))',
  ],
  [
    'bad-argument',
    '1:54',
    'align takes a series, and 3 is given.',
    'export default strategy({}, ({ close }) => ({ score: align(3) }))',
  ],
  [
    'bad-argument',
    '1:54',
    'The last argument is a function of the other series: m => m.close.',
    "export default strategy({}, ({ close }) => ({ score: tf('4h', 3) }))",
  ],
  [
    'bad-argument',
    '1:59',
    'A function stands where a value is needed. Call it: ta.rsi(close, 14).',
    'export default strategy({}, ({ close, ta }) => ({ filter: ta.rsi < 30 }))',
  ],
  [
    'bad-output',
    '1:47',
    'long is a number; it must be a condition. Compare it with something.',
    'export default strategy({}, ({ close }) => ({ long: 1, score: close }))',
  ],
  [
    'bad-param',
    '1:37',
    'num: default is NaN; it must be a number.',
    'export default strategy({ params: { a: -int(5) } }, m => ({ score: m.close }))',
  ],
  [
    'bad-param',
    '1:40',
    'int: the default is 5; it must be a whole number from 6 to 9.',
    'export default strategy({ params: { a: int(5, 6, 9) } }, m => ({ score: m.close }))',
  ],
  [
    'bad-param',
    '1:40',
    'int: default is "5"; it must be a number.',
    "export default strategy({ params: { a: int('5') } }, m => ({ score: m.close }))",
  ],
  [
    'bad-param',
    '1:40',
    'bool(default) takes true or false, not 1.',
    'export default strategy({ params: { a: bool(1) } }, m => ({ score: m.close }))',
  ],
  [
    'bad-param',
    '1:40',
    "choice(default, ['a', 'b']) takes texts, and one of them as its default.",
    "export default strategy({ params: { a: choice('x', ['y']) } }, m => ({ score: m.close }))",
  ],
  [
    'bad-param',
    '2:3',
    'The parameter a is "x"; declare it with int, num, bool or choice.',
    "export default strategy({ params: {\n  a: 'x' } }, m => ({ score: m.close }))",
  ],
  [
    'bad-param',
    '2:3',
    '“a b” can’t be a parameter’s name. Use letters, digits and underscores.',
    "export default strategy({ params: {\n  'a b': 3 } }, m => ({ score: m.close }))",
  ],
  [
    'bad-param',
    '1:27',
    'params is an object: { length: int(14, 2, 200) }.',
    'export default strategy({ params: 3 }, m => ({ score: m.close }))',
  ],
  [
    'bad-param',
    '2:29',
    'There is no parameter b; there is a. Declare it in params.',
    'export default strategy({ params: { a: 3 } }, m => ({\n  score: m.close * m.params.b }))',
  ],
  [
    'runtime',
    '2:13',
    'Error: boom. Mend what fails here.',
    "export default strategy({}, m => {\n  throw new Error('boom')\n})",
  ],
  [
    'runtime',
    '3:23',
    "TypeError: cannot read property 'x' of undefined. Mend what fails here.",
    'export default strategy({}, m => {\n  const box = undefined\n  return { score: box.x }\n})',
  ],
  [
    'out-of-fuel',
    '1:29',
    'The source takes too long at running and was stopped. Shorten its loops.',
    'export default strategy({}, m => {\n  for (;;) {}\n})',
  ],
  [
    'out-of-memory',
    '2:23',
    'The source is nested too deeply, or a function calls itself without end. Give it an end.',
    'export default strategy({}, m => {\n  const again = () => again()\n  again()\n})',
  ],
  [
    'out-of-memory',
    '3:35',
    'The source needs too much memory at running and was stopped. Make smaller lists.',
    'export default strategy({}, m => {\n  const all = []\n  for (;;) all.push(new Array(1e4).fill(0))\n})',
  ],
  [
    'script-outputs',
    '1:30',
    'The function for each bar has to stand in this file: (bar, state) => ({ filter: … }).',
    'export default script({}, 3, 4)',
  ],
  [
    'script-outputs',
    '1:79',
    'The function for each bar has to stand in this file: (bar, state) => ({ filter: … }).',
    'export default strategy({}, ({ close }) => ({ score: perBar({ close }, later, 3) }))',
  ],
  [
    'script-outputs',
    '1:45',
    'What the function returns can’t be known before it runs. Return an object written out: { filter: …, columns: { … } }.',
    'export default script({}, m => ({}), bar => globalThis[bar.index])',
  ],
  [
    'script-outputs',
    '1:38',
    'The function for each bar has to stand in this file: (bar, state) => ({ filter: … }).',
    'export default script({}, m => ({}), elsewhere)',
  ],
  [
    'bad-output',
    '2:3',
    'filter is a number; it must be a condition. Compare it with something.',
    'export default strategy({}, ({ close }) => ({\n  filter: close }))',
  ],
  [
    'bad-output',
    '2:3',
    'There is no output filtre; did you mean filter? There are filter, long, short, exitLong, exitShort, score, limitPrice, stopPrice, targetPrice, trailDistance, size and columns.',
    'export default strategy({}, ({ close }) => ({\n  filtre: close > 3 }))',
  ],
  [
    'bad-output',
    '2:3',
    'score is "high"; it must be a series.',
    "export default strategy({}, ({ close }) => ({\n  score: 'high' }))",
  ],
  [
    'bad-output',
    '2:3',
    'score has several parts; name one of macd, signal, histogram.',
    'export default strategy({}, ({ close, ta }) => ({\n  score: ta.macd(close, 12, 26, 9) }))',
  ],
  [
    'bad-output',
    '2:3',
    'The column name “a b” can’t be used. Use letters, digits and underscores, and begin with a letter.',
    "export default strategy({}, ({ close }) => ({ columns: {\n  'a b': close } }))",
  ],
  [
    'bad-output',
    '2:3',
    'columns is a series; it must be an object of series: { rsi }.',
    'export default strategy({}, ({ close }) => ({\n  columns: close }))',
  ],
  [
    'bad-output',
    '2:3',
    'The column “index” can’t be used. Use letters, digits and underscores, and not index.',
    'export default script({}, ({ close }) => ({\n  index: close }), bar => ({ filter: true }))',
  ],
  [
    'bad-output',
    '1:32',
    'The columns are 3; return an object of series: ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }).',
    'export default script({}, m => 3, bar => ({ filter: true }))',
  ],
  [
    'bad-output',
    '2:3',
    'There are two columns m_macd. Give one of them another name.',
    'export default script({}, ({ close, ta }) => ({ m: ta.macd(close, 12, 26, 9),\n  m_macd: close }), bar => ({ filter: true }))',
  ],
  [
    'bad-output',
    '2:3',
    'There is no output filtre; did you mean filter? There are filter, long, short, exitLong, exitShort, score, limitPrice, stopPrice, targetPrice, trailDistance, size and columns.',
    'export default script({}, ({ close }) => ({ close }), bar => ({\n  filtre: true }))',
  ],
  [
    'no-output',
    '1:45',
    'Nothing is returned. Return at least one output, for example ({ filter: rsi < 30 }).',
    'export default strategy({}, ({ close }) => ({}))',
  ],
  [
    'no-output',
    '1:44',
    'The function returns a series. Return the outputs by name: ({ filter: …, score: … }).',
    'export default strategy({}, ({ close }) => close > 3)',
  ],
  [
    'no-output',
    '1:38',
    'The function returns nothing. Return at least one output: { filter: … }.',
    'export default script({}, m => ({}), bar => { bar.close > 3 })',
  ],
  [
    'input-kind',
    '2:11',
    'and: a takes a condition, and a number is given. Compare it with something first.',
    'export default strategy({}, ({ close }) => ({\n  filter: close && close > 3 }))',
  ],
  [
    'input-kind',
    '2:11',
    'not: a takes a condition, and a number is given. Compare it with something first.',
    'export default strategy({}, ({ close }) => ({\n  filter: !close }))',
  ],
  [
    'input-kind',
    '2:10',
    'where: cond takes a condition, and a number is given. Compare it with something first.',
    'export default strategy({}, ({ close }) => ({\n  score: where(close, 1, 2) }))',
  ],
  [
    'bad-clock',
    '2:10',
    'tf: "2h" is no timeframe; use one of 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w.',
    "export default strategy({}, ({ close }) => ({\n  score: tf('2h', m => m.close) }))",
  ],
  [
    'bad-clock',
    '2:10',
    'symbol: "BTC USDT" is no symbol. Write it as the market does: symbol(\'BTCUSDT\', m => m.close).',
    "export default strategy({}, ({ close }) => ({\n  score: symbol('BTC USDT', m => m.close) }))",
  ],
  [
    'faster-timeframe',
    '2:10',
    'tf: 15m is faster than the strategy’s own 1h. Run it on 15m, and use tf for the slower one.',
    "export default strategy({ timeframe: '1h' }, ({ close }) => ({\n  score: tf('15m', m => m.close) }))",
  ],
  [
    'mixed-clocks',
    '2:25',
    'gt: b: this series belongs to the run’s own bars, and here are 4h bars. Take it from the function’s argument (m => m.close), or write align(x) if its value at each of these closes is meant.',
    "export default strategy({}, ({ close }) => ({\n  filter: tf('4h', m => m.close > close) }))",
  ],
  [
    'too-many-nodes',
    '3:34',
    'The formula makes more than 4096 calls. Shorten its loops.',
    'export default strategy({}, ({ close }) => {\n  let x = close\n  for (let i = 0; i < 5000; i++) x += i\n  return { score: x }\n})',
  ],
  [
    'too-many-nodes',
    '3:34',
    'The program has more than 16384 nodes. Shorten loops that make series.',
    'export default strategy({}, ({ close, ta }) => {\n  let x = close\n  for (let i = 2; i < 1000; i++) x += ta.adx(i).adx + ta.stochrsi(close, i, i, i, i).k\n  return { score: x }\n})',
  ],
  [
    'unsettled',
    '2:11',
    'filter rests on “Running total”, whose value depends on where the loaded history begins. Compare it with its own past, not with a fixed level.',
    'export default strategy({}, ({ close, ta }) => ({\n  filter: ta.obv > 1000 }))',
  ],
  [
    'not-supported',
    '1:16',
    'The function is async or a generator, and it runs once, at once. Write it as a plain function.',
    'export default strategy({}, async ({ close }) => ({ score: close }))',
  ],
  [
    'not-supported',
    '1:54',
    'math.sin works on numbers, not on series. Use it on parameters alone.',
    'export default strategy({}, ({ close }) => ({ score: math.sin(close) }))',
  ],
  [
    'not-supported',
    '1:16',
    'The function is async, and a bar is answered at once. Write it as a plain function, without waiting for anything.',
    'export default async (ticker, klines) => true',
  ],
  [
    'not-supported',
    '1:8',
    'A filter answers each bar at once and can wait for nothing. Take the await out.',
    'return await klines',
  ],
  [
    'not-supported',
    '1:38',
    'The function is a generator, and a bar is answered at once. Write it as a plain function, without waiting for anything.',
    'export default script({}, m => ({}), function* (bar) { return { filter: true } })',
  ],
  [
    'not-supported',
    '1:58',
    'A script runs on the run’s own bars. Compute the slower series with tf and hand it in as a column.',
    "export default strategy({}, m => ({ score: tf('4h', s => perBar({ close: s.close }, bar => ({ score: bar.close })).score) }))",
  ],
  [
    'not-supported',
    '1:85',
    'Put the object into a constant before assigning to it.',
    'export default strategy({}, m => { const o = { get a() { return { x: m.close } } }; (o.a.x) += 1; return { score: m.close } })',
  ],
]

/** Said about graphs; their own tests beside this file have them. */
const OF_GRAPHS: readonly ProblemCode[] = [
  'bad-document',
  'unknown-block',
  'unknown-port',
  'bad-wire',
  'missing-input',
  'upstream-problem',
  'cycle',
  'recursion',
  'stale-subgraph',
  'param-baked',
]
/** Said about what no source can be written for here; see below and settling.test.ts. */
const ELSEWHERE: readonly ProblemCode[] = ['too-large', 'forming']

/** A sentence says what to do, or what there is to choose from. */
const REMEDY =
  /\b(Ask|Assign|Attach|Call|Check|Choose|Compare|Compute|Declare|Give|Join|Leave|Make|Mend|Put|Return|Run|Shorten|Split|Take|Use|Write|declare it|did you mean|give a|has to (end|stand)|is (a|an) (text|object|function)|it has|must be|name one|needs \w|return an|takes|there (is|are)|use one|Everything it needs|exports one thing)\b/

describe('a source', () => {
  test.each(SOURCES)('%s at %s: %s', (code, place, sentence, source) => {
    const [first, ...rest] = problemsOf(source)
    expect(rest).toEqual([])
    expect(first).toMatchObject({ code, message: sentence, severity: PROBLEM_CODES[code].severity })
    // where fuel and memory end nobody can tell to the column
    const exact = code !== 'out-of-fuel' && code !== 'out-of-memory'
    expect(exact ? `${first?.line}:${first?.column}` : place).toBe(place)
    expect(sentence).toMatch(REMEDY)
    expect(sentence).toMatch(/[.?…]$/)
  })

  test('that is too long is refused before anybody reads it', () => {
    expect(problemsOf(formula(`return { score: close } // ${'x'.repeat(70_000)}`))).toEqual([
      {
        code: 'too-large',
        severity: 'error',
        message: 'The source is longer than 64 KiB. Shorten it.',
      },
    ])
  })

  test('that holds a NUL character is refused', () => {
    expect(problemsOf('export default 1 \0')).toMatchObject([
      { code: 'syntax', message: 'The source holds a NUL character. Remove it.' },
    ])
  })

  test.each(['[', '(', '-', 'a => ', '{ a: '])('that nests %s without end is stopped', sign => {
    expect(problemsOf(`export default (${sign.repeat(9_000)}`)[0]!.code).toMatch(/^(out-of-memory|syntax)$/)
  })

  test('gets one problem and no program, a warning comes with one', () => {
    expect(compile(formula('return { filter: close }')).ok).toBe(false)
    expect(compile(formula('return { filter: close > 3 }', 'colour: 3')).ok).toBe(true)
  })

  test.each([
    "const e = new TypeError('no'); e.name = 'Problem(syntax)'; throw e",
    "const e = new TypeError('no'); e.name = 'Problem(made-up@1:1)'; throw e",
    "throw { name: 'Problem(x)', message: 'y' }",
    'throw null',
    'throw undefined',
    'Object.prototype.toString = () => { throw 1 }; throw {}',
    'return new Proxy({}, { ownKeys() { throw new Error("x") } })',
    'return { get filter() { throw new Error("x") } }',
    'return { columns: new Map([["a", close]]) }',
    'return JSON.parse(\'{"__proto__": 3}\')',
    'globalThis.__b = () => 3; return { score: close + 1 }',
    '__export(3); return { score: close }',
    'JSON.stringify = () => "{}"; return { score: close }',
    'Array.prototype.map = () => []; return { score: close }',
  ])('%s ends in a problem or a program, never in an exception', body => {
    const compiled = compile(formula(body))
    if (!compiled.ok) expect(compiled.problems.length).toBeGreaterThan(0)
  })
})

describe('places', () => {
  test.each([
    ['\r\n', '3:7'],
    ['\r', '3:7'],
    ['\n', '3:7'],
  ])('count lines that end in %j', (end, place) => {
    const source = formula('const a = 1\n  if (close > 3) return { score: a }').replaceAll('\n', end)
    const [problem] = problemsOf(source)
    expect(`${problem!.line}:${problem!.column}`).toBe(place)
  })

  test('do not count separators that editors show inside a line', () => {
    const [problem] = problemsOf(formula('const a = "x\u2028y"; if (close > 3) return { score: a }'))
    expect([problem!.line, problem!.column]).toEqual([2, 22])
  })

  test(`lie inside the source, whatever is broken in it (seed ${SEED})`, () => {
    const pieces = templates.map(({ source }) => source)
    const signs =
      "( ) { } [ ] ? : ! => = += &&= || ?? ?. ... ` ' ; , . # @ / * - ~ async await yield return new typeof delete"
        .concat(
          ' class enum type declare abstract import export let const this super if( for( <T> as\u0020any \n \u2028',
        )
        .split(' ')
    const broken = fc
      .tuple(
        fc.constantFrom(...pieces),
        fc.array(fc.tuple(fc.nat(5_000), fc.nat(6), fc.constantFrom(...signs, '')), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([source, edits]) =>
        edits.reduce((text, [at, gone, sign]) => {
          const from = at % text.length
          return `${text.slice(0, from)}${sign} ${text.slice(from + gone)}`
        }, source),
      )
    fc.assert(
      fc.property(broken, source => {
        const lines = source.replaceAll('\u2028', ' ').split('\n')
        for (const { code, severity, line, column } of problemsOf(source)) {
          if (line === undefined) expect([code, severity]).not.toEqual(['syntax', 'error'])
          else {
            expect(line).toBeLessThanOrEqual(lines.length)
            expect(column).toBeGreaterThan(0)
            expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
          }
        }
      }),
      { seed: SEED, numRuns: 400 },
    )
  })
})

describe('the codes', () => {
  test('each has a source here, or tests of its own', () => {
    const told = new Set([...SOURCES.map(([code]) => code), ...OF_GRAPHS, ...ELSEWHERE])
    expect([...told].sort()).toEqual(Object.keys(PROBLEM_CODES).sort())
  })

  test('those of graphs stand in the tests of graphs', () => {
    const folder = join(import.meta.dirname, 'graph')
    const texts = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))
    expect(OF_GRAPHS.filter(code => !texts.some(text => text.includes(code)))).toEqual([])
  })

  test('each says what it means and what to do about it', () => {
    for (const { code, means, remedy } of problemPages()) {
      expect(means, code).toMatch(/[.]$/)
      expect(remedy, code).toMatch(/^[A-Z].*[.]$/)
    }
  })
})
