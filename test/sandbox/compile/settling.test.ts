import { describe, expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import type { CatalogueEntry, Operator } from '@/sandbox/catalogue/define'
import { warningsOf } from '@/sandbox/compile/settling'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Catalogue } from '@/sandbox/ir/catalogue'
import { formula, problemsOf, programOf } from './compiling'

const told = (body: string, settings?: string) =>
  problemsOf(formula(body, settings)).map(
    ({ code, line, column, message }) => `${line}:${column} ${code} ${message}`,
  )
const codesOf = (body: string) => problemsOf(formula(body)).map(({ code }) => code)

describe('a signal', () => {
  test.each(
    [
      'ta.sma(close, 200) > close',
      'ta.ema(close, 200) > close',
      'ta.rsi(close, 14) < 30',
      'ta.crossover(close, ta.ema(close, 9))',
      'within(close > open, 9)',
      'sequence(close > open, close < open, 9)',
      "tf('4h', m => m.close > m.ta.ema(m.close, 9))",
      'ta.change(ta.obv, 5) > 0',
      'ta.obv > ta.sma(ta.obv, 20)',
    ].filter(rule => !rule.includes('ta.obv')),
  )('%s settles', rule => {
    expect(told(`return { filter: ${rule} }`)).toEqual([])
  })

  test('on a running total is told that it does not', () => {
    expect(told('const rule = ta.obv > 1000\nreturn { filter: rule }')).toEqual([
      '2:14 unsettled filter rests on “Running total”, whose value depends on where the loaded history begins. Compare it with its own past, not with a fixed level.',
    ])
  })

  test.each([
    '-ta.obv < 1000',
    'ta.obv / 2 > ta.obv',
    'ta.obv > ta.ad',
    'ta.obv * ta.obv > 3',
    'math.max(ta.obv, 0) > ta.obv',
    'ta.ema(ta.obv, 9) > close',
    'ta.roc(ta.obv, 9) > 0',
    'where(ta.obv > 3, close, open) > 5',
  ])('%s does not settle', rule => {
    expect(new Set(codesOf(`return { filter: ${rule} }`))).toEqual(new Set(['unsettled']))
  })

  test('on what only fades for practical purposes is told to be given a long history', () => {
    expect(told('return { filter: close > ta.sar(0.02, 0.02, 0.2) }')).toEqual([
      '2:26 unsettled filter rests on “Parabolic SAR”, whose value depends on where the loaded history begins. Give it a history that is long beside its periods: the earlier that begins, the less it shows.',
    ])
  })

  test('on a count of conditions is told what forgets', () => {
    expect(told('return { long: ta.barssince(close > open) > 9 }')).toEqual([
      '2:16 unsettled long rests on “Bars since”, whose value depends on where the loaded history begins. Where it will do, ask within(cond, n), which forgets.',
    ])
  })

  test('is told of each such series once, at its own place', () => {
    const problems = problemsOf(
      formula(
        'const a = ta.obv\nconst b = ta.barssince(close > open)\nreturn { long: a > 3, short: a < 3, exitLong: b > 3 && a > 5 }',
      ),
    )
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['unsettled', 2],
      ['unsettled', 3],
    ])
    expect(problems.map(({ message }) => message.split(' ')[0])).toEqual(['long', 'exitLong'])
  })

  test('is a warning: the program is there', () => {
    const program = programOf(formula('return { filter: ta.obv > 1000 }'))
    expect(program.outputs.filter).toBeDefined()
    expect(warningsOf(program, catalogue).map(({ severity }) => severity)).toEqual(['warning'])
  })
})

describe('what is no signal', () => {
  test.each([
    ['a score', 'return { filter: close > open, score: ta.obv }'],
    ['a column', 'return { filter: close > open, columns: { obv: ta.obv } }'],
    ['a price', 'return { long: close > open, stopPrice: ta.sar(0.02, 0.02, 0.2) }'],
  ])('may rest on what never settles: %s', (_, body) => {
    expect(codesOf(body)).toEqual([])
  })

  test('a script’s own state is its author’s', () => {
    expect(
      problemsOf(
        'export default script({}, m => ({}), (bar, state) => { state.n = (state.n ?? 0) + 1; return { filter: state.n > 3 } })',
      ),
    ).toEqual([])
  })

  test('but what its columns rest on is told', () => {
    expect(
      problemsOf(
        'export default script({}, ({ ta }) => ({\n  obv: ta.obv }), bar => ({ filter: bar.obv > 3 }))',
      ),
    ).toMatchObject([{ code: 'unsettled' }])
  })
})

describe('a bar that is still forming', () => {
  const forming: Operator = {
    ...(catalogue.entry('na') as Operator), // the entry is an operator
    id: 'forming',
    memory: () => ({ kind: 'window', bars: 1 }),
  }
  const withForming: Catalogue = {
    ...catalogue,
    entry: (id: string): CatalogueEntry | undefined => (id === 'forming' ? forming : catalogue.entry(id)),
  }

  test('is told of at the place that asks for it, once for each signal', () => {
    const builder = new ProgramBuilder(withForming)
    const asked = builder.from({ kind: 'code', line: 4, column: 7 }, () =>
      builder.op('forming', [builder.source('close')]),
    )
    builder.output('filter', asked)
    builder.output('long', builder.op('not', [asked]))
    builder.column('shown', asked)
    const program = builder.finish({ name: '', timeframe: null })
    expect(warningsOf(program, withForming)).toEqual(
      ['filter', 'long'].map(name => ({
        code: 'forming',
        severity: 'warning',
        message: `${name} is judged on bars that are still forming: it may come and go until the bar closes. Leave forming(…) out unless that is meant.`,
        line: 4,
        column: 7,
      })),
    )
  })

  test('is no matter of a column', () => {
    const builder = new ProgramBuilder(withForming)
    builder.column('shown', builder.op('forming', [builder.source('close')]))
    expect(warningsOf(builder.finish({ name: '', timeframe: null }), withForming)).toEqual([])
  })
})
