import { NUMBER_OUTPUTS, SIGNAL_OUTPUTS } from '../../ir/program'
import { TIMEFRAMES } from '../../ir/timeframe'
import type { CatalogueEntry, ParamSpec, PortKind } from '../define'
import { callOf, partsOf } from './call'
import { outputsOf } from './outputs'

/**
 * Declarations of everything a formula may name, for the code editor. Series are typed as plain numbers and conditions as plain
 * booleans: the language's operators work on them, and an editor has no other way to know that.
 */
export const typingsOf = (entries: readonly CatalogueEntry[]): string => {
  const members = entries.flatMap(memberOf)
  const at = (place: Place) => members.filter(member => member.place === place)
  return `${HEAD}
/** Indicators and conditions. */
interface Indicators {
${at('ta').map(asProperty).join('\n')}
}

/** The series of one instrument and timeframe. */
interface Market {
${at('market').map(asProperty).join('\n')}
  readonly ta: Indicators
}

declare const ta: Indicators
${at('global').map(asFunction).join('\n')}

interface Calculations {
  readonly PI: number
  readonly E: number
${at('math').map(asProperty).join('\n')}
}
declare const math: Calculations
${TAIL}`
}

type Place = 'ta' | 'math' | 'market' | 'global'

interface Member {
  readonly place: Place
  readonly name: string
  readonly comment: string
  /** Arguments with their types; null for a series that is simply there. */
  readonly args: string | null
  readonly result: string
}

const memberOf = (entry: CatalogueEntry): readonly Member[] => {
  const call = callOf(entry)
  const [, path, list] = /^([A-Za-z_][\w.]*)(?:\(([\w, ]*)\))?$/.exec(call) ?? []
  if (!path || path === 'true') return []
  const [place, name] = path.includes('.') ? (path.split('.') as [string, string]) : [null, path]
  const at = place === 'ta' || place === 'math' ? place : list === undefined ? 'market' : 'global'
  const args = list === undefined ? null : argumentsOf(entry, list === '' ? [] : list.split(', '))
  return [{ place: at, name, comment: commentOf(entry), args, result: resultOf(entry) }]
}

const typeOf: Readonly<Record<PortKind, string>> = {
  number: 'Series',
  bool: 'Condition',
  any: 'Series | Condition',
}

/** Whatever follows an argument that may be left out may be left out too. */
const argumentsOf = (entry: CatalogueEntry, names: readonly string[]): string => {
  let optional = false
  return names
    .map(name => {
      const port = entry.inputs.find(one => one.name === name)
      const spec = entry.params.find(one => one.name === name)
      optional ||= spec !== undefined || port?.fallback !== undefined
      return `${name}${optional ? '?' : ''}: ${port ? typeOf[port.kind] : spec ? paramType(spec) : 'never'}`
    })
    .join(', ')
}

const paramType = (spec: ParamSpec): string => {
  switch (spec.kind) {
    case 'bool':
      return 'boolean'
    case 'choice':
      return spec.choices.map(one => `'${one}'`).join(' | ')
    default:
      return 'number'
  }
}

const resultOf = (entry: CatalogueEntry): string => {
  const kinds = outputsOf(entry).map(({ name, kind }) => ({
    name,
    type: kind === 'bool' ? 'Condition' : 'Series',
  }))
  if (partsOf(entry).length === 0) return kinds[0]!.type
  return `{ ${kinds.map(({ name, type }) => `readonly ${name}: ${type}`).join('; ')} }`
}

const commentOf = (entry: CatalogueEntry): string =>
  `/** ${entry.title}. ${entry.summary.replaceAll('*/', '*\\/')} */`

const asProperty = ({ name, comment, args, result }: Member): string =>
  args === null
    ? `  ${comment}\n  readonly ${name}: ${result}`
    : `  ${comment}\n  ${name}(${args}): ${result}`

const asFunction = ({ name, comment, args, result }: Member): string => {
  // what takes either kind gives back the kind it took
  if (name === 'where') return `${comment}\ndeclare function where<T>(cond: Condition, a: T, b: T): T`
  if (name === 'ago') return `${comment}\ndeclare function ago<T>(x: T, n?: number): T`
  if (name === 'nz') return `${comment}\ndeclare function nz<T>(a: T, instead?: T): T`
  return `${comment}\ndeclare function ${name}(${args ?? ''}): ${result}`
}

const HEAD = `/** A number on every bar. */
type Series = number
/** True, false or missing on every bar. */
type Condition = boolean
type Timeframe = ${TIMEFRAMES.map(one => `'${one}'`).join(' | ')}
`

const TAIL = `
/** Runs on a slower timeframe; the result is seen through its last closed bar. */
declare function tf<T>(timeframe: Timeframe, make: (m: Market) => T): T
/** Runs on another instrument, aligned by close time. */
declare function symbol<T>(instrument: string, make: (m: Market) => T): T
/** A series of other bars, as it is seen from here: at each close, its last value that was known by then. */
declare function align<T extends Series | Condition>(x: T): T
/** A plain number or condition as a series that has it on every bar. */
declare function series(x: number): Series
declare function series(x: boolean): Condition

interface Parameter<T> {
  readonly __value: T
}
/** A whole-number parameter. */
declare function int(value: number, min?: number, max?: number, step?: number, title?: string): Parameter<number>
/** A number parameter. */
declare function num(value: number, min?: number, max?: number, step?: number, title?: string): Parameter<number>
declare function bool(value: boolean, title?: string): Parameter<boolean>
declare function choice<const C extends readonly string[]>(value: C[number], choices: C, title?: string): Parameter<C[number]>
declare function log(...values: readonly unknown[]): void

type Parameters_ = Readonly<Record<string, Parameter<unknown> | number | boolean>>
type Values<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : P[K] extends number ? number : boolean }

interface Settings<P> {
  readonly name: string
  readonly timeframe?: Timeframe
  readonly params?: P
}

interface Outputs {
${SIGNAL_OUTPUTS.map(name => `  readonly ${name}?: Condition`).join('\n')}
${NUMBER_OUTPUTS.map(name => `  readonly ${name}?: Series`).join('\n')}
  readonly columns?: Readonly<Record<string, Series | Condition>>
}

interface Formula {
  readonly __formula: true
}
/** A strategy that describes: the function runs once, with series. */
declare function strategy<P extends Parameters_ = Record<never, never>>(
  settings: Settings<P>,
  make: (m: Market & { readonly params: Values<P> }) => Outputs,
): Formula
type Columns = Readonly<Record<string, Series | Condition>>
/** What a script's function finds beside the bar and its state. */
interface Around<P> {
  readonly params: P
  readonly symbol: string
  readonly position: any
}
type Bar<C> = Readonly<C> & Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number>>
type Decided = Partial<Record<Exclude<keyof Outputs, 'columns'>, number | boolean>> & {
  readonly columns?: Readonly<Record<string, number | boolean>>
}
/** A strategy that acts: the last function runs on every bar, with numbers. */
declare function script<C extends Columns, P extends Parameters_ = Record<never, never>>(
  settings: Settings<P>,
  columns: (m: Market & { readonly params: Values<P> }) => C,
  step: (bar: Bar<C>, state: any, around: Around<Values<P>>) => Decided,
): Formula

type Signal = ${SIGNAL_OUTPUTS.map(name => `'${name}'`).join(' | ')}
type Given<R> = { readonly [K in Exclude<keyof R, 'columns'>]: K extends Signal ? Condition : Series } & (R extends {
  readonly columns: infer C
}
  ? { readonly [K in keyof C]: C[K] extends boolean ? Condition : Series }
  : unknown)
/** A function that runs on every bar, with numbers, inside a formula; what it returns are series. */
declare function perBar<C extends Columns, R extends object>(
  columns: C,
  step: (bar: Bar<C>, state: any, around: Around<any>) => R,
): Given<R>
`
