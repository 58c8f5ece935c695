import { NUMBER_OUTPUTS, SIGNAL_OUTPUTS } from '../../ir/program'
import { TIMEFRAMES } from '../../ir/timeframe'
import type { CatalogueEntry, ParamSpec, PortKind } from '../define'
import { callOf, partsOf } from './call'
import { outputsOf } from './outputs'

/**
 * What TypeScript says in vain: it lets no condition stand where the language takes it as 0 and 1, in `rising + falling` or
 * `2 * rising`. The compiler has the last word there.
 */
export const UNHEARD = [2362, 2363, 2365] as const

/**
 * Declarations of everything a formula may name, for the code editor. A series is a number with a mark that need not be
 * there, a condition likewise a boolean: so TypeScript lets the language's operators work on them, calls them by their
 * names, and still refuses a series where a plain number belongs.
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
  return [{ place: at, name, comment: commentOf(entry), args, result: resultOf(entry, at) }]
}

/** A number port takes a condition as 0 and 1. */
const typeOf: Readonly<Record<PortKind, string>> = {
  number: 'Series | Condition',
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
      return 'Plain'
  }
}

/** What reckons with plain values answers them with one: its result may stand wherever a number may. */
const resultOf = (entry: CatalogueEntry, place: Place): string => {
  if (place === 'math') return 'number'
  const kinds = outputsOf(entry).map(({ name, kind }) => ({
    name,
    type: kind === 'bool' ? 'Condition' : 'Series',
  }))
  if (partsOf(entry).length === 0) return kinds[0]!.type
  return `{ ${kinds.map(({ name, type }) => `readonly ${name}: ${type}`).join('; ')} }`
}

const commentOf = (entry: CatalogueEntry): string => {
  const { title, summary, formula, inputs, params } = entry
  const lines = [
    `**${title}.** ${summary}`,
    '',
    ...formula.split('\n').map(line => `\`${line.replaceAll('`', '’')}\`  `),
    ...inputs.map(port => `@param ${port.name} ${port.title}`),
    ...params.map(spec => `@param ${spec.name} ${spec.title}: ${boundsOf(spec)}`),
  ]
  return `/**\n${lines
    .map(line => `   * ${line}`.trimEnd())
    .join('\n')
    .replaceAll('*/', '*\\/')}\n   */`
}

const boundsOf = (spec: ParamSpec): string => {
  switch (spec.kind) {
    case 'bool':
      return `${spec.default} when left out.`
    case 'choice':
      return `${spec.choices.map(one => `'${one}'`).join(', ')}; '${spec.default}' when left out.`
    default:
      return `${spec.min} to ${spec.max}; ${spec.default} when left out.`
  }
}

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

const HEAD = `declare const mark: unique symbol
/** A number on every bar. */
type Series = number & { readonly [mark]?: 'series' }
/** True, false or missing on every bar. */
type Condition = boolean & { readonly [mark]?: 'condition' }
/** A number that is the same on every bar: written down, reckoned from others like it, or a parameter. */
type Plain = number & { readonly [mark]?: never }
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
type Chosen<P> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : P[K] extends number ? number : boolean }

interface Settings<P> {
  readonly name: string
  readonly timeframe?: Timeframe
  readonly params?: P
}

/** What a formula gives. One of them at least; what is missing on a bar is no signal there. */
interface Outputs {
${SIGNAL_OUTPUTS.map(name => `  readonly ${name}?: Condition`).join('\n')}
${NUMBER_OUTPUTS.map(name => `  readonly ${name}?: Series | Condition`).join('\n')}
  /** Series of your own, shown in tables and charts under these names. */
  readonly columns?: Shown
}
type Columns = Readonly<Record<string, Series | Condition>>
type Shown = Readonly<Record<string, Series | Condition | Columns>>

interface Formula {
  readonly __formula: true
}
/** A strategy that describes: the function runs once, with series. */
declare function strategy<const P extends Parameters_ = Record<never, never>>(
  settings: Settings<P>,
  make: (m: Market & { readonly params: Chosen<P> }) => Outputs,
): Formula

/** What is held at a bar's close. */
interface Position {
  readonly side: 'long' | 'short'
  /** What was paid, on average. */
  readonly entryPrice: number
  readonly quantity: number
  /** The bar of the entry, counted as barIndex counts. */
  readonly entryBar: number
}
/** What a script's function finds beside the bar and its state. */
interface Around<P> {
  readonly params: P
  /** The symbol whose bars these are. */
  readonly symbol: string
  /** null while nothing is held, and always in a screen. */
  readonly position: Position | null
}
/** What may be anything counts as a number. */
type IsBool<T> = 0 extends 1 & T ? false : [T] extends [boolean] ? true : false
/** One bar, and what the columns have there. A value that is missing is NaN. */
type Bar<C> = { readonly [K in keyof C]: IsBool<C[K]> extends true ? boolean : number } &
  Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number>>
type Answer = number | boolean | null | undefined
/** What a script says of a bar; true or false alone stands for filter. */
type Decided =
  | boolean
  | null
  | undefined
  | void
  | (Partial<Record<Exclude<keyof Outputs, 'columns'>, Answer>> & { readonly columns?: Readonly<Record<string, Answer>> })
/**
 * What a script keeps from bar to bar: empty at the first. The editor tells its fields from what is put into it; a type of your
 * own, as in \`state: { count?: number }\`, goes before.
 */
type Memory = Record<string, any>
/** A strategy that acts: the last function runs on every bar, with numbers. What it keeps in state it finds there at the next. */
declare function script<C extends Columns, const P extends Parameters_ = Record<never, never>, S extends object = Memory>(
  settings: Settings<P>,
  columns: (m: Market & { readonly params: Chosen<P> }) => C,
  step: (bar: Bar<C>, state: S, around: Around<Chosen<P>>) => Decided,
): Formula
declare function script<const P extends Parameters_ = Record<never, never>, S extends object = Memory>(
  settings: Settings<P>,
  step: (bar: Bar<{}>, state: S, around: Around<Chosen<P>>) => Decided,
): Formula

/** The function of a code block: it is given one bar with what is wired to the block, and gives the block's outputs. */
type BarFunction<I, O, P> = (bar: Bar<I>, state: Memory, around: Around<P>) => O | null | undefined | void

type Signal = ${SIGNAL_OUTPUTS.map(name => `'${name}'`).join(' | ')}
type Given<R> = { readonly [K in Exclude<keyof R, 'columns'>]: K extends Signal ? Condition : Series } & (R extends {
  readonly columns: infer C
}
  ? { readonly [K in keyof C]: IsBool<C[K]> extends true ? Condition : Series }
  : unknown)
/** A function that runs on every bar, with numbers, inside a formula; what it returns are series. */
declare function perBar<C extends Columns, R extends object, S extends object = Memory, P = Readonly<Record<string, any>>>(
  columns: C,
  step: (bar: Bar<C>, state: S, around: Around<P>) => R,
): Given<R>
`
