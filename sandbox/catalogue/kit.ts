import type { BarField } from '../ir/bars'
import type { Build, ParamValues, Series } from './define'

/** A series, or a number that stands for itself on every bar. */
export type Term = Series | number

/** The catalogue's arithmetic as plain functions, bound to one program under construction. */
export const kit = (b: Build) => {
  const term = (x: Term): Series => (typeof x === 'number' ? b.constant(x) : x)
  const op = (id: string, inputs: readonly Term[], params?: ParamValues): Series =>
    b.op(id, inputs.map(term), params)
  const part = (id: string, output: string, inputs: readonly Term[], params?: ParamValues): Series =>
    b.part(id, output, inputs.map(term), params)

  const unary = (id: string) => (x: Term) => op(id, [x])
  const binary = (id: string) => (x: Term, y: Term) => op(id, [x, y])
  const windowed = (id: string) => (x: Term, length: number) => op(id, [x], { length })
  const field = (name: BarField) => b.source(name)

  const and = (first: Series, ...rest: readonly Series[]) => rest.reduce((x, y) => op('and', [x, y]), first)
  const or = (first: Series, ...rest: readonly Series[]) => rest.reduce((x, y) => op('or', [x, y]), first)
  const add = (first: Term, ...rest: readonly Term[]) =>
    rest.reduce<Series>((x, y) => op('add', [x, y]), term(first))

  return {
    op,
    part,
    source: b.source,
    constant: b.constant,
    open: () => field('open'),
    high: () => field('high'),
    low: () => field('low'),
    close: () => field('close'),
    volume: () => field('volume'),
    hl2: () => op('div', [add(field('high'), field('low')), 2]),
    hlc3: () => op('div', [add(field('high'), field('low'), field('close')), 3]),

    add,
    sub: binary('sub'),
    mul: binary('mul'),
    /** Missing where the divisor is zero. */
    div: binary('div'),
    pow: binary('pow'),
    min: binary('min'),
    max: binary('max'),
    abs: unary('abs'),
    neg: unary('neg'),
    sign: unary('sign'),
    sqrt: unary('sqrt'),
    log: unary('log'),
    exp: unary('exp'),

    gt: binary('gt'),
    ge: binary('ge'),
    lt: binary('lt'),
    le: binary('le'),
    eq: binary('eq'),
    and,
    or,
    not: unary('not'),
    where: (cond: Series, yes: Term, no: Term) => op('where', [cond, yes, no]),
    na: unary('na'),
    nz: (x: Term, instead: Term = 0) => op('nz', [x, instead]),

    ago: (x: Term, n: number) => (n === 0 ? term(x) : op('ago', [x], { n })),
    change: (x: Term, n = 1) => op('change', [x], { n }),
    sum: windowed('sum'),
    cum: unary('cum'),
    sma: windowed('sma'),
    ema: windowed('ema'),
    rma: windowed('rma'),
    wma: windowed('wma'),
    stdev: windowed('stdev'),
    highest: windowed('highest'),
    lowest: windowed('lowest'),
    tr: () => op('tr', []),
  }
}

export type Kit = ReturnType<typeof kit>
