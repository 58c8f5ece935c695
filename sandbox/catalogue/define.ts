import type { ParamValue, ValueKind } from '../ir/program'

/**
 * How much of the past a node's value rests on, counted in its own bars.
 * window: exactly the last `bars`. fading: first value after `first` bars, trusted after `settled`.
 * unbounded: first value after `first` bars, never free of where history began.
 * span: exactly the bars that opened within the last `ms`, however many; first value after `first` bars, or, when that is
 * absent, once history reaches back so far.
 */
export type Memory =
  | { readonly kind: 'window'; readonly bars: number }
  | { readonly kind: 'fading'; readonly first: number; readonly settled: number }
  | { readonly kind: 'unbounded'; readonly first: number }
  | { readonly kind: 'span'; readonly ms: number; readonly first?: number }

export const FAMILIES = [
  'source',
  'average',
  'trend',
  'momentum',
  'volatility',
  'volume',
  'structure',
  'pattern',
  'statistics',
  'math',
  'logic',
  'time',
  'position',
  'output',
] as const
export type Family = (typeof FAMILIES)[number]

/** What a port takes: `any` takes both, and the operator's `any` output is then bool where all of its `any` inputs are. */
export type PortKind = ValueKind | 'any'

export interface Port {
  readonly name: string
  readonly title: string
  /** A number port takes a bool as 0 and 1; a bool port refuses numbers. */
  readonly kind: PortKind
  /** What stands in when nothing is wired: a bar field such as `close`, or a constant. */
  readonly fallback?: { readonly source: string } | { readonly constant: number }
}

export type ParamSpec =
  | {
      readonly name: string
      readonly title: string
      readonly kind: 'int' | 'num'
      readonly default: number
      readonly min: number
      readonly max: number
      readonly step?: number
    }
  | { readonly name: string; readonly title: string; readonly kind: 'bool'; readonly default: boolean }
  | {
      readonly name: string
      readonly title: string
      readonly kind: 'choice'
      readonly default: string
      readonly choices: readonly string[]
    }

export type ParamValues = Readonly<Record<string, ParamValue>>

/** Numeric parameters by name, as a kernel reads them (bool = 0/1, choice = its index). */
export type KernelParams = Readonly<Record<string, number>>

/**
 * Fills `out[from..to)`. Reads only `inputs[k][i]` with `i < to` and no further back than `reach`; all memory is in `state`.
 * Once over [0, n) it is the batch kernel, over [i, i + 1) the live one. NaN is missing: it passes, and it heals.
 * Indices are rows of a trimmed column, not bar numbers: between two calls the rows may move together, so state keeps none
 * of them. Rows before the first bar are NaN, or lie below index 0.
 */
export type Kernel = (
  state: Float64Array,
  inputs: readonly Float64Array[],
  out: Float64Array,
  params: KernelParams,
  from: number,
  to: number,
) => void

interface Entry {
  readonly id: string
  readonly title: string
  /** One or two sentences for people, naming the convention and whom it follows. */
  readonly summary: string
  /** The formula, as text for the docs page. */
  readonly formula: string
  readonly family: Family
  /** Other names people search for: `bb`, `boll`. */
  readonly synonyms?: readonly string[]
  readonly inputs: readonly Port[]
  readonly params: readonly ParamSpec[]
  /** How the entry is called in code, when other than `ta.<id>(inputs…, params…)`. */
  readonly call?: string
}

/** A node kind with arithmetic of its own; one output. */
export interface Operator extends Entry {
  readonly type: 'operator'
  readonly output: PortKind
  readonly memory: (params: ParamValues) => Memory
  /** Doubles of memory the kernel keeps between calls. */
  readonly stateSize: (params: ParamValues) => number
  /** Sets up fresh state; zeros when absent. */
  readonly begin?: (state: Float64Array, params: KernelParams) => void
  /** How many bars, each `barMs` long, before `from` the kernel reads in its inputs; 0 when absent. */
  readonly reach?: (params: ParamValues, barMs: number) => number
  /** May give a value while an input is still missing (`nz`, `or`): its first bar is then at the earliest of its inputs. */
  readonly eager?: true
  /** Has a value on every bar, whatever its inputs have (`na`). */
  readonly always?: true
  /** Leaves bars of clean data without a value, so its first may come later than declared (`pivothigh`). */
  readonly sparse?: true
  /** The first two inputs may change places without changing a bit of the result. */
  readonly commutative?: true
  /** A function of one bar's values that every machine rounds alike, so constants may be folded through it. */
  readonly exact?: true
  readonly advance: Kernel
}

/** An opaque handle to a series under construction. */
export interface Series {
  readonly node: number
  readonly kind: ValueKind
}

/** What a composite builds with: any catalogue entry by id, inputs in port order. */
export interface Build {
  /** The only output of an entry. */
  readonly op: (id: string, inputs: readonly Series[], params?: ParamValues) => Series
  /** One output of an entry that has several. */
  readonly part: (id: string, output: string, inputs: readonly Series[], params?: ParamValues) => Series
  readonly constant: (value: number) => Series
  readonly source: (field: string) => Series
}

/** A node kind that expands into operators when compiled. */
export interface Composite extends Entry {
  readonly type: 'composite'
  readonly outputs: readonly { readonly name: string; readonly title: string; readonly kind: ValueKind }[]
  readonly build: (
    b: Build,
    inputs: readonly Series[],
    params: ParamValues,
  ) => Readonly<Record<string, Series>>
}

export type CatalogueEntry = Operator | Composite

export const operator = (entry: Omit<Operator, 'type'>): Operator => ({ type: 'operator', ...entry })
export const composite = (entry: Omit<Composite, 'type'>): Composite => ({ type: 'composite', ...entry })
