import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { partsOf } from '@/sandbox/catalogue/docs/call'
import { writtenCall } from '@/sandbox/compile/api'
import { columns, digestOf, formula, problemOf, programOf, valuesOf } from './compiling'

/** Names, argument order and parts that formulas may rely on for ever; more may follow behind. */
const CALLS: readonly (readonly [call: string, parts?: string])[] = [
  ...['ema', 'rma', 'wma', 'sma', 'hma', 'dema', 'tema', 'vwma', 'zlema', 'kama', 'trima'].map(
    name => [`ta.${name}(source, length)`] as const,
  ),
  ['ta.t3(source, length, factor)'],
  ['ta.linreg(source, length, offset)'],
  ['ta.rsi(source, length)'],
  ['ta.mom(source, length)'],
  ['ta.roc(source, length)'],
  ['ta.change(source, n)'],
  ['ta.cci(length)'],
  ['ta.mfi(length)'],
  ['ta.willr(length)'],
  ['ta.trix(source, length)'],
  ['ta.stoch(length, smoothK, smoothD)', 'k, d'],
  ['ta.stochrsi(source, length, stochLength, smoothK, smoothD)', 'k, d'],
  ['ta.macd(source, fast, slow, signal)', 'macd, signal, histogram'],
  ['ta.adx(length)', 'adx, plusDI, minusDI'],
  ['ta.aroon(length)', 'up, down, osc'],
  ['ta.supertrend(factor, atrLength)', 'line, direction'],
  ['ta.sar(start, step, max)'],
  ['ta.ichimoku(conversion, base, span)', 'conversion, base, spanA, spanB'],
  ['ta.tr'],
  ['ta.atr(length)'],
  ['ta.natr(length)'],
  ['ta.stdev(source, length)'],
  ['ta.variance(source, length)'],
  ['ta.bb(source, length, mult)', 'middle, upper, lower, width, percentB'],
  ['ta.kc(source, length, mult)', 'middle, upper, lower'],
  ['ta.donchian(length)', 'upper, middle, lower'],
  ['ta.obv'],
  ['ta.ad'],
  ['ta.cmf(length)'],
  ['ta.vwap(anchor)'],
  ['ta.highest(source, length)'],
  ['ta.lowest(source, length)'],
  ['ta.pivothigh(left, right)'],
  ['ta.pivotlow(left, right)'],
  ['ta.crossover(a, b)'],
  ['ta.crossunder(a, b)'],
  ['ta.cross(a, b)'],
  ['ta.rising(source, n)'],
  ['ta.falling(source, n)'],
  ['ta.barssince(cond)'],
  ['ta.valuewhen(cond, source, n)'],
  ['within(cond, n)'],
  ['sequence(a, b, n)'],
  ['ago(x, n)'],
  ['where(cond, a, b)'],
  ['na(x)'],
  ['nz(x, y)'],
]

/** Arguments by name: different series and numbers, so that no two may change places unseen. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  source: 'open',
  x: 'open',
  y: '1',
  cond: 'close > open',
  anchor: "'1d'",
}
const written = (call: string) => {
  const [, path, list] = /^([\w.]+)(?:\((.*)\))?$/.exec(call)!
  return { path: path!, args: list === undefined ? null : list.split(', ') }
}

const byPath = new Map(
  catalogue.entries.flatMap(entry => {
    const call = writtenCall(entry)
    return call.kind === 'function' || call.kind === 'name' ? [[call.path.join('.'), { entry, call }]] : []
  }),
)

describe.each(CALLS.map(([text, parts = '']) => ({ text, parts })))('$text', ({ text, parts }) => {
  const { path, args } = written(text)
  const { entry, call } = byPath.get(path)!
  const members = parts ? parts.split(', ') : []

  test('is there, with its arguments in this order and these parts', () => {
    if (args === null) expect(call.kind).toBe('name')
    else if (call.kind === 'function') {
      expect(call.args.length).toBeGreaterThanOrEqual(args.length)
      // parameters keep their names in every document; those of ports may be better known by others
      const params = call.args.flatMap(({ name, port }, at) =>
        port === null && args[at] ? [[name, args[at]]] : [],
      )
      for (const [name, promised] of params) expect(name).toBe(promised)
    } else expect(call.kind).toBe('function')
    expect(partsOf(entry).slice(0, members.length || undefined)).toEqual(members)
  })

  test('is called and gives values', () => {
    const given = (name: string, at: number) => {
      const port = call.kind === 'function' ? call.args[at]!.port : null
      if (port !== null) {
        const { kind } = entry.inputs[port]!
        return kind === 'bool' ? `close ${at ? '<' : '>'} open` : (ARGUMENTS[name] ?? (at ? 'open' : 'close'))
      }
      const spec = entry.params.find(each => each.name === name)!
      return JSON.stringify(spec.default)
    }
    const expression = args === null ? path : `${path}(${args.map(given).join(', ')})`
    const shown = Object.fromEntries(members.map(part => [part, `${expression}.${part}`]))
    const program = programOf(columns(parts ? shown : { value: expression }))
    for (const [name, values] of Object.entries(valuesOf(program)))
      expect(
        values.some(value => !Number.isNaN(value)),
        name,
      ).toBe(true)
  })
})

describe('names', () => {
  test.each(['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4', 'time', 'barIndex'])(
    'the argument holds the series %s',
    name => {
      const values = valuesOf(programOf(`export default strategy({}, m => ({ score: m.${name} }))`)).score!
      expect(values.every(Number.isFinite)).toBe(true)
    },
  )

  test.each([
    'strategy',
    'script',
    'perBar',
    'int',
    'num',
    'bool',
    'choice',
    'tf',
    'symbol',
    'align',
    'where',
    'ago',
    'within',
    'sequence',
    'na',
    'nz',
    'log',
  ])('%s is a global', name => {
    expect(problemOf(formula(`if (typeof ${name} !== 'function') nowhere()\nreturn { score: close }`))).toBe(
      '0 problems',
    )
  })

  test('ta and math are there in the argument and as globals', () => {
    expect(digestOf('return { score: math.abs(ta.sma(close, 3)) }')).toBe(
      programOf(
        'const smooth = x => ta.sma(x, 3)\nexport default strategy({}, m => ({ score: math.abs(smooth(m.close)) }))',
      ).digest,
    )
  })

  test('arguments left out at the end take their defaults', () => {
    expect(digestOf('return { score: ta.rsi() }')).toBe(digestOf('return { score: ta.rsi(close, 14) }'))
    expect(digestOf('return { score: ta.rsi(undefined, 9) }')).toBe(
      digestOf('return { score: ta.rsi(close, 9) }'),
    )
  })

  test('every entry of the catalogue that is called has a name of its own', () => {
    const called = catalogue.entries.filter(entry => ['function', 'name'].includes(writtenCall(entry).kind))
    expect(byPath.size).toBe(called.length)
  })
})
