import { describe, expect, test } from 'vitest'
import { bars, columns, digestOf, formula, onBars, problemOf, programOf, valuesOf } from './compiling'

/** Values of expressions, each over all bars. */
const evaluated = (expressions: Readonly<Record<string, string>>) => {
  const values = valuesOf(programOf(columns(expressions)))
  return Object.fromEntries(Object.keys(expressions).map(name => [name, values[`columns.${name}`]!]))
}
/** The value of an expression on plain values: the same one on every bar. */
const plain = (expression: string, before = '') => {
  const values = valuesOf(programOf(formula(`${before}\nreturn { score: ${expression} }`))).score!
  expect(new Set(values).size).toBe(1)
  return values[0]
}
const nodesOf = (body: string) =>
  programOf(formula(body))
    .nodes.map(({ op }) => op)
    .join(' ')

describe('the signs of the language on plain values', () => {
  test.each([
    ['7 + 4', 11],
    ['7 - 4', 3],
    ['7 * 4', 28],
    ['7 / 4', 1.75],
    ['-7 % 4', -3],
    ['2 ** 10', 1024],
    ['2 ** 3 ** 2', 512],
    ['7 - 4 - 2', 1],
    ['7 - (4 - 2)', 5],
    ['-(-3)', 3],
    ['- -3', 3],
    ['+"3" + 1', 4],
    ['~5', -6],
    ['6 & 3', 2],
    ['6 | 3', 7],
    ['6 ^ 3', 5],
    ['1 << 4 >> 1 >>> 1', 4],
    ['(1, 2)', 2],
    ['(() => { const x = (1, 2); if (0, 1) return x })()', 2],
    ['"ab".length', 2],
    ['("a" + "b" + 1).length', 3],
    ['`a$' + '{1 + 2}b`.length', 3],
    ['[..."abc"].length', 3],
    ['3 < 4 ? 1 : 0', 1],
    ['3 <= 3 ? 1 : 0', 1],
    ['3 > 4 ? 1 : 0', 0],
    ['3 >= 4 ? 1 : 0', 0],
    ['("3" == 3) ? 1 : 0', 1],
    ['("3" === 3) ? 1 : 0', 0],
    ['("3" != 3) ? 1 : 0', 0],
    ['("3" !== 3) ? 1 : 0', 1],
    ['0 || 5', 5],
    ['3 && 5', 5],
    ['null ?? 5', 5],
    ['!0 ? 1 : 0', 1],
    ['!!0 ? 1 : 0', 0],
    ['typeof 3 === "number" ? 1 : 0', 1],
    ['void 0 === undefined ? 1 : 0', 1],
    ['"a" in { a: 1 } ? 1 : 0', 1],
    ['[] instanceof Array ? 1 : 0', 1],
    ['delete { a: 1 }.a ? 1 : 0', 1],
    ['false ? 1 : true ? 2 : 3', 2],
  ])('%s is %d', (expression, value) => {
    expect(plain(expression)).toBe(value)
  })

  test('a side that is not needed does not run', () => {
    const before =
      'let n = 0\nconst bump = () => ++n\nfalse && bump()\ntrue || bump()\n1 ?? bump()\nfalse ? bump() : 0'
    expect(plain('n', before)).toBe(0)
  })

  test('conditions of parameters choose what is recorded', () => {
    const body =
      'if (params.fast) return { score: ta.ema(close, 5) }\nelse return { score: params.fast ? 1 : ta.sma(close, 5) }'
    const source = formula(body, "name: 'x', params: { fast: bool(true) }")
    expect(programOf(source).nodes.map(({ op }) => op)).toEqual(['close', 'ema'])
    expect(programOf(source, { fast: false }).nodes.map(({ op }) => op)).toEqual(['close', 'sma'])
  })
})

describe('the signs of the language on series', () => {
  const signs = {
    plus: 'close + open',
    minus: 'close - open',
    times: 'close * 3',
    over: '3 / close',
    rest: 'close % 3',
    power: 'close ** 2',
    square: 'math.pow(close, 2)',
    negative: '-close',
    nested: '-(close - open) * 2',
    less: 'close < open',
    atMost: 'close <= 100',
    more: '100 > close',
    atLeast: 'close >= open',
    same: 'close == high',
    other: 'close != high',
    exactly: 'close === high',
    notExactly: 'close !== high',
    both: 'close > open && volume > 900',
    either: 'close > open || volume > 900',
    opposite: '!(close > open)',
    chosen: 'close > open ? high : low',
    chosenToo: 'where(close > open, high, low)',
    chain: 'close > open ? 1 : close < open ? -1 : 0',
    precedence: 'open + close * 2 - high / 4',
  }
  const values = evaluated(signs)

  test.each<[keyof typeof signs, Parameters<typeof onBars>[0]]>([
    ['plus', ({ open, close }) => close + open],
    ['minus', ({ open, close }) => close - open],
    ['times', ({ close }) => close * 3],
    ['over', ({ close }) => 3 / close],
    ['rest', ({ close }) => close % 3],
    ['power', ({ close }) => close ** 2],
    ['square', ({ close }) => close ** 2],
    ['negative', ({ close }) => -close],
    ['nested', ({ open, close }) => -(close - open) * 2],
    ['less', ({ open, close }) => close < open],
    ['atMost', ({ close }) => close <= 100],
    ['more', ({ close }) => close < 100],
    ['atLeast', ({ open, close }) => close >= open],
    ['same', ({ close, high }) => close === high],
    ['other', ({ close, high }) => close !== high],
    ['exactly', ({ close, high }) => close === high],
    ['notExactly', ({ close, high }) => close !== high],
    ['both', ({ open, close, volume }) => close > open && volume > 900],
    ['either', ({ open, close, volume }) => close > open || volume > 900],
    ['opposite', ({ open, close }) => !(close > open)],
    ['chosen', ({ open, close, high, low }) => (close > open ? high : low)],
    ['chosenToo', ({ open, close, high, low }) => (close > open ? high : low)],
    ['chain', ({ open, close }) => Math.sign(close - open)],
    ['precedence', ({ open, close, high }) => open + close * 2 - high / 4],
  ])('%s', (name, of) => {
    expect(values[name]!.map((value, at) => Math.abs(value - onBars(of)[at]!) < 1e-9).includes(false)).toBe(
      false,
    )
  })

  test('assignments that compute', () => {
    const body = [
      'let x = close',
      'x += 1; x -= 2; x *= 3; x /= 4; x **= 2; x %= 7',
      'let up = close > open; up &&= volume > 900; up ||= close > high',
      'const box = { x: close, list: [open] }',
      "box.x += 1; box['x'] *= 2; box.list[0]! -= 1; (box.x as number) += 1",
      'let at = 0',
      'box.list[at++] += close',
      'return { filter: up, score: x, columns: { box: box.x, list: box.list[0], at } }',
    ]
    const { filter, score, ...more } = valuesOf(programOf(formula(body.join('\n'))))
    expect(score).toEqual(onBars(({ close }) => (((close + 1 - 2) * 3) / 4) ** 2 % 7))
    expect(filter).toEqual(onBars(({ close, open, volume }) => close > open && volume > 900))
    expect(more['columns.box']).toEqual(onBars(({ close }) => (close + 1) * 2 + 1))
    expect(more['columns.list']).toEqual(onBars(({ open, close }) => open - 1 + close))
    expect(more['columns.at']).toEqual(onBars(() => 1))
  })

  test('a left side with effects runs once, and stays when nothing is to be put there', () => {
    const before = 'let n = 0\nconst list = [1, 2]\nconst at = () => n++\nlist[at()] += 5\nlist[at()] ||= 9'
    expect(plain('n * 100 + list[0] * 10 + list[1]', before)).toBe(262)
  })

  test('a missing side of && and || may be a plain condition', () => {
    expect(nodesOf('return { filter: true && close > open }')).toBe('open close gt')
    expect(nodesOf('return { filter: close > open && true }')).toBe('open close gt')
    expect(nodesOf('return { filter: close > open || false }')).toBe('open close gt')
  })

  test('comparing with undefined asks whether there is a series', () => {
    expect(nodesOf('const maybe = undefined\nreturn { score: maybe === undefined ? close : open }')).toBe(
      'close',
    )
    expect(nodesOf('return { score: close === undefined ? open : close }')).toBe('close')
    expect(nodesOf('return { score: close != null ? close : open }')).toBe('close')
  })
})

describe('the rest of the language', () => {
  test.each([
    ['a for loop', 'let x = 0\nfor (let i = 1; i <= 3; i++) x += ago(close, i)\nreturn { score: x }'],
    ['for … of', 'let x = 0\nfor (const i of [1, 2, 3]) x += ago(close, i)\nreturn { score: x }'],
    ['for … in', 'let x = 0\nfor (const i in { 1: 0, 2: 0, 3: 0 }) x += ago(close, +i)\nreturn { score: x }'],
    ['while', 'let x = 0, i = 0\nwhile (i < 3) { i++; x += ago(close, i) }\nreturn { score: x }'],
    ['do … while', 'let x = 0, i = 0\ndo { i++; x += ago(close, i) } while (i < 3)\nreturn { score: x }'],
    ['reduce', 'return { score: [1, 2, 3].reduce((x, i) => x + ago(close, i), 0) }'],
    [
      'a generator',
      'function* each() { yield 1; yield 2; yield 3 }\nlet x = 0\nfor (const i of each()) x += ago(close, i)\nreturn { score: x }',
    ],
    [
      'a recursion',
      'const sum = (i) => (i > 3 ? 0 : sum(i + 1))\nconst up = (x, i) => (i > 3 ? x : up(x + ago(close, i), i + 1))\nreturn { score: up(sum(1), 1) }',
    ],
    [
      'a closure',
      'const from = (x) => (i) => (x = x + ago(close, i))\nconst add = from(0)\nadd(1)\nadd(2)\nreturn { score: add(3) }',
    ],
    [
      'a class',
      'class Sum { x = 0\n add(i) { this.x += ago(close, i); return this } }\nreturn { score: new Sum().add(1).add(2).add(3).x }',
    ],
    [
      'a class that inherits',
      'class A { #x = 0\n add(i) { this.#x += ago(close, i) }\n get sum() { return this.#x } }\nclass B extends A { static three() { const b = new B(); for (const i of [1, 2, 3]) b.add(i); return b.sum } }\nreturn { score: B.three() }',
    ],
    [
      'labels, break, continue and switch',
      'let x = 0\nouter: for (let i = 1; ; i++) { switch (i) { case 4: break outer; default: x += ago(close, i); continue outer } }\nreturn { score: x }',
    ],
    [
      'a map and optional chaining',
      "const m = new Map([['x', { of: (x, i) => x + ago(close, i) }]])\nconst f = m.get('x')?.of\nreturn { score: f?.(m.get('x')?.of(m.get('y')?.of(1) ?? m.get('x')!.of(0, 1), 2), 3) }",
    ],
    [
      'try, catch and finally',
      "let x = 0\ntry { x += ago(close, 1); throw new Error('x') } catch { x += ago(close, 2) } finally { x += ago(close, 3) }\nreturn { score: x }",
    ],
    [
      'spreading and rest',
      'const add = (...xs) => xs.reduce((a, b) => a + b, 0)\nconst [a, ...more] = [1, 2, 3].map(i => ago(close, i))\nreturn { ...{ score: add(a, ...more) } }',
    ],
  ])('%s', (_, body) => {
    const written = 'return { score: 0 + ago(close, 1) + ago(close, 2) + ago(close, 3) }'
    expect(digestOf(body)).toBe(digestOf(written))
  })

  test('what stands before and behind the strategy', () => {
    const source = `const length = 14
      function smooth(x, n = length) { return ta.ema(x, n) }
      export const busy = (m) => m.volume > m.ta.sma(m.volume, 20)
      export default strategy({ name: 'x' }, m => ({ filter: busy(m), score: smooth(m.close) + later }))
      var later = 1`
    expect(problemOf(source)).toBe('0 problems')
  })

  test.each([
    'const s = strategy({}, m => ({ score: m.close }))\nexport default s',
    'const body = m => ({ score: m.close })\nexport default strategy({}, body)',
    'function body(m) { return { score: m.close } }\nexport default strategy({}, body)',
    'export default (strategy({}, ({ close }) => ({ score: close })) as any)',
    'export default strategy({}, function ({ close }) { return { score: close } })',
  ])('%s', source => {
    expect(programOf(source).digest).toBe(digestOf('return { score: close }'))
  })

  test('words of the language before what is rewritten', () => {
    const body =
      'const f = x => { switch (typeof x) { case"num"+"ber": return-x\n default: return!x } }\nfor (const x of[1].map(f)) if (f(x) !== 1) throw"no"+x\nreturn{ score: close }'
    expect(digestOf(body)).toBe(digestOf('return { score: close }'))
  })
})

test('a source of 40 KiB is read and run', () => {
  const lines = Array.from(
    { length: 700 },
    (_, at) => `const average${at}: number = (ta.sma(close as number, ${(at % 50) + 2})! + ${at}) as any`,
  )
  const source = formula(`${lines.join('\n')}\nreturn { score: average699 }`)
  expect(source.length).toBeGreaterThan(40_000)
  expect(programOf(source).nodes.map(({ op }) => op)).toEqual(['close', 'sma', 'constant', 'add'])
})

describe('types', () => {
  const same = (source: string) =>
    expect(programOf(source).digest).toBe(digestOf('return { filter: close > 3, score: close }'))
  const inside = (body: string) => same(formula(`${body}\nreturn { filter: close > 3, score: close }`))
  const above = (top: string) => same(`${top}\n${formula('return { filter: close > 3, score: close }')}`)

  test.each([
    'const a: number = 1',
    'let a: number, b!: string',
    'const a = close as unknown as number',
    'const a = (close + 1) as number',
    'const a = ((close))!',
    'const a = (close > 3) satisfies unknown',
    'const a = <any>(close), b = <number>close',
    'const list = [1, 2] as const',
    'const f = (a: number, b?: string, ...rest: readonly unknown[]): void => {}',
    'const f = (a: number): {\n  x: number\n  y: string\n} => ({ x: a, y: "" })\nf(1)',
    'const f = async (): Promise<\n  void\n> => {}',
    'const f = function <T extends object = {}>(this: void, x: T): x is T { return true }\nf(1)',
    'const f = <T,>(x: T): T => x\nf<number>(3)\nconst g = f<string>',
    'function f(x: number): number\nfunction f(x: string): number\nfunction f(x: any): any { return x }\nf(1)',
    'function f(x: unknown): asserts x is number {}\nf(1)',
    'const { a, b: { c } = { c: 2 } }: { a: number; b?: { c: number } } = { a: 1 }',
    'const t: [a: number, b?: string] = [1]',
    'type A<T> = T extends (infer U)[] ? U : never',
    'interface A<T> extends Object { a?: T; readonly [key: string]: unknown; f(): void }',
    'const x = new Map<string, number>()',
    'try { } catch (e: unknown) { }',
    'for (const x of [1] as number[]) { x! }',
    'let x = 5\ntype A = 1\n(() => {})()',
    'declare const x: number\n;(1 as number)',
    'const a: `a$' + '{string}` = "ab"',
    'let x: typeof close | keyof { a: 1 } | (new () => void) | unique symbol',
    'const label = ((): string => "a")()',
  ])('%s', inside)

  test.each([
    'abstract class A<T> implements Iterable<T> {\n  private readonly x: number = 1\n  static y?: string\n  declare z: number\n  #s: number = 2\n  protected a!: T\n  [key: string]: any\n  constructor(x: number)\n  constructor(x?: any) { this.x = x }\n  get half(): number { return this.#s / 2 }\n  abstract go(): void\n  abstract b: number\n  method?(): void\n  static of<T>(this: void, x: T): T { return x }\n}\nclass B extends A<number> { override go(): void {} }\nnew B(1).half',
    'declare module "x" { }',
    'declare global { interface X {} }',
    'declare function f(x: number): void',
    'declare enum E { A }',
    'export interface A { x: 1 }',
    'export type A = 1',
    'export declare const a: number',
    'import type { X } from "y"',
    'type A = 1; export type { A }',
  ])('%s', above)

  test('a file with Windows line ends', () => {
    same(formula('const a: number = 1\nreturn { filter: close > 3, score: close }').replaceAll('\n', '\r\n'))
  })
})

describe('names, parameters and digests', () => {
  const namesOf = (body: string) => {
    const { names, nodes } = programOf(formula(body))
    return Object.fromEntries(names.map(({ name, node }) => [name, nodes[node]!.op]))
  }

  test('constants name nodes, and so do parts, columns and destructured parts', () => {
    expect(
      namesOf(
        'const fast = ta.ema(close, 5)\nlet slow = ta.sma(close, 9)\nconst bands = ta.bb(close, 20, 2)\nconst { k, d: calm } = ta.stoch(14, 3, 3)\nreturn { filter: fast > slow, score: bands.upper + bands.middle + k + calm, columns: { shown: ta.rsi(close, 3) } }',
      ),
    ).toMatchObject({
      fast: 'ema',
      slow: 'sma',
      'bands.upper': 'add',
      'bands.middle': 'sma',
      k: 'sma',
      calm: 'sma',
      shown: 'rsi',
    })
  })

  test('a column of several parts becomes one column each', () => {
    expect(
      programOf(formula('return { columns: { m: ta.macd(close, 12, 26, 9) } }')).columns.map(c => c.name),
    ).toEqual(['m.macd', 'm.signal', 'm.histogram'])
  })

  test('equal meanings have equal digests', () => {
    const digest = digestOf('const rsi = ta.rsi(close, 14)\nreturn { filter: rsi < 30 && volume > 500 }')
    for (const body of [
      'return { filter: ta.rsi(close, 14) < 30 && volume > 500 }',
      'const calm = ta.rsi(close, 7 * 2) < 3 * 10\nconst unused = ta.sma(close, 99)\nreturn { filter: calm && volume > 500 }',
      'return { filter: volume > 500 && ta.rsi(close, 14) < 30 }',
      '// a comment\nconst length = 14, limit = 30\nreturn { filter: ta.rsi(close, length) < limit && volume > 500 }',
      'const f = (n: number) => ta.rsi(close, n)\nreturn { filter: f(14) < 30 && volume > 500, score: undefined }',
    ])
      expect(digestOf(body), body).toBe(digest)
    for (const body of [
      'return { filter: ta.rsi(close, 13) < 30 && volume > 500 }',
      'return { filter: ta.rsi(close, 14) <= 30 && volume > 500 }',
      'return { filter: ta.rsi(open, 14) < 30 && volume > 500 }',
      'return { long: ta.rsi(close, 14) < 30 && volume > 500 }',
    ])
      expect(digestOf(body), body).not.toBe(digest)
  })

  test('neither a name nor a timeframe changes the digest', () => {
    const body = 'return { score: close }'
    expect(programOf(formula(body, "name: 'other', timeframe: '4h'")).digest).toBe(digestOf(body))
  })

  const PARAMS = `params: {
    length: int(14, 2, 200, 1, 'Length'), factor: num(1.5, 0, 9.5), on: bool(true), way: choice('up', ['up', 'down']), bare: 5, flag: false }`
  const BODY =
    "const { length, way } = params\nreturn { score: params.on && way === 'up' ? ta.sma(close, length) * params.factor : ta.ema(close, params.bare) }"
  const withParams = (values = {}) => programOf(formula(BODY, `name: 'x', ${PARAMS}`), values)

  test('parameters are declared with kinds, bounds, titles and values', () => {
    expect(withParams({ length: 20 }).params).toEqual([
      { name: 'length', kind: 'int', default: 14, value: 20, min: 2, max: 200, step: 1, title: 'Length' },
      { name: 'factor', kind: 'num', default: 1.5, value: 1.5, min: 0, max: 9.5, step: null, title: '' },
      { name: 'on', kind: 'bool', default: true, value: true, title: '' },
      { name: 'way', kind: 'choice', default: 'up', value: 'up', choices: ['up', 'down'], title: '' },
      { name: 'bare', kind: 'num', default: 5, value: 5, min: null, max: null, step: null, title: '' },
      { name: 'flag', kind: 'bool', default: false, value: false, title: '' },
    ])
  })

  test('values given for parameters are in the program', () => {
    const digest = (body: string) => programOf(formula(body)).digest
    expect(withParams().digest).toBe(digest('return { score: ta.sma(close, 14) * 1.5 }'))
    expect(withParams({ length: 20, factor: 2 }).digest).toBe(
      digest('return { score: ta.sma(close, 20) * 2 }'),
    )
    expect(withParams({ way: 'down', bare: 7 }).digest).toBe(digest('return { score: ta.ema(close, 7) }'))
    expect(withParams({ on: false }).digest).toBe(digest('return { score: ta.ema(close, 5) }'))
  })

  test.each([
    [{ length: 1 }, '2:5 bad-param The parameter length is 1; it must be a whole number from 2 to 200.'],
    [{ length: 201 }, '2:5 bad-param The parameter length is 201; it must be a whole number from 2 to 200.'],
    [{ length: 2.5 }, '2:5 bad-param The parameter length is 2.5; it must be a whole number from 2 to 200.'],
    [{ length: '3' }, '2:5 bad-param The parameter length is "3"; it must be a whole number from 2 to 200.'],
    [{ factor: 9.6 }, '2:43 bad-param The parameter factor is 9.6; it must be a number from 0 to 9.5.'],
    [{ on: 1 }, '2:69 bad-param The parameter on is 1; it must be true or false.'],
    [{ way: 'left' }, '2:85 bad-param The parameter way is "left"; it must be one of up, down.'],
    [{ size: 3 }, '1:38 bad-param There is no parameter size; there is length, factor, on, way, bare, flag.'],
  ])('%j is refused', (values, problem) => {
    expect(problemOf(formula(BODY, `name: 'x', ${PARAMS}`), values)).toBe(problem)
  })

  test('every node knows its line and column', () => {
    const { nodes, origins } = programOf(
      formula(
        'const rsi = ta.rsi(close, 14)\n  const calm = rsi < 30\nreturn { filter: calm && volume > 3 }',
      ),
    )
    const placeOf = (op: string) =>
      origins[nodes.findIndex(node => node.op === op)]!.map(origin =>
        origin.kind === 'code' ? `${origin.line}:${origin.column}` : '',
      )
    expect(placeOf('rsi')).toEqual(['2:13'])
    expect(placeOf('lt')).toEqual(['3:16'])
    expect(placeOf('and')).toEqual(['4:18'])
    expect(placeOf('gt')).toEqual(['4:26'])
  })
})

describe('other bars', () => {
  test('tf and symbol move what is made inside them to other clocks', () => {
    const { nodes } = programOf(
      formula(
        "const slow = tf('4h', m => m.ta.sma(m.close, 10))\nconst { a, b } = symbol('ETHUSDT', m => ({ a: m.close, b: [tf('1d', d => d.high)] }))\nreturn { score: slow + a + b[0] }",
        "name: 'x', timeframe: '15m'",
      ),
    )
    const clocks = nodes
      .filter(({ op }) => ['close', 'high', 'sma'].includes(op))
      .map(({ op, type: { clock } }) => [op, clock.timeframe, clock.instrument])
    expect(clocks).toEqual([
      ['close', '4h', null],
      ['sma', '4h', null],
      ['close', null, 'ETHUSDT'],
      ['high', '1d', 'ETHUSDT'],
    ])
    expect(nodes.filter(({ op }) => op === 'seen').map(({ type }) => type.clock)).toHaveLength(3)
  })

  test('a slower bar is seen when it has closed', () => {
    const values = valuesOf(
      programOf(formula("return { score: tf('4h', m => m.close) }", "name: 'x', timeframe: '1h'")),
    ).score!
    // the sample begins at midnight: four hours make a bar
    const expected = onBars((_, at) => (at < 3 ? Number.NaN : bars.close[at - ((at + 1) % 4)]))
    expect(values).toEqual(expected)
  })

  test('align reads a series of other bars at these closes', () => {
    expect(
      programOf(
        formula("return { filter: tf('4h', m => m.close > align(close)) }", "name: 'x', timeframe: '15m'"),
      ).nodes.filter(({ op }) => op === 'seen').length,
    ).toBeGreaterThan(0)
  })

  test('conditions over time', () => {
    const values = evaluated({
      earlier: 'ago(close, 2)',
      recent: 'within(close > open, 3)',
      followed: 'sequence(close > open, close < open, 2)',
      since: 'ta.barssince(close > open)',
      filled: 'nz(ago(close, 2), 7)',
      missing: 'na(ago(close, 2))',
    })
    const up = onBars(({ close, open }) => close > open)
    expect(values.earlier).toEqual(onBars((_, at) => (at < 2 ? Number.NaN : bars.close[at - 2])))
    expect(values.filled!.slice(0, 3)).toEqual([7, 7, bars.close[0]])
    expect(values.missing!.slice(0, 4)).toEqual([1, 1, 0, 0])
    const firstUp = up.indexOf(1)
    expect(values.since!.slice(firstUp, firstUp + 9)).toEqual(
      up.slice(firstUp, firstUp + 9).map((_, at) => at - up.slice(firstUp, firstUp + at + 1).lastIndexOf(1)),
    )
    expect(values.recent!.slice(9)).toEqual(
      up.map((_, at) => (up.slice(Math.max(0, at - 2), at + 1).includes(1) ? 1 : 0)).slice(9),
    )
    expect(new Set(values.followed)).toEqual(new Set([0, 1]))
  })

  test('na, nz and where work on plain values too', () => {
    expect(plain('nz(undefined, 3) + nz(NaN) + nz(4, 1) + where(na(null), 10, 20)')).toBe(17)
  })

  test('math works on numbers as on series', () => {
    expect(plain('math.round(2.345, 2) + math.max(1, 2, 3) + math.sqrt(4) + math.abs(-1)')).toBe(8.35)
    const values = evaluated({ most: 'math.max(open, close, 100)', least: 'math.min(open, 100, close)' })
    expect(values.most).toEqual(onBars(({ open, close }) => Math.max(open, close, 100)))
    expect(values.least).toEqual(onBars(({ open, close }) => Math.min(open, close, 100)))
  })

  test('log writes no series into the program and disturbs nothing', () => {
    expect(digestOf("log('rsi', close, { a: 1 })\nreturn { score: close }")).toBe(
      digestOf('return { score: close }'),
    )
  })
})
