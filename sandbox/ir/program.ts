import type { Timeframe } from './timeframe'

/** What a series holds. A bool series is a number column of 0, 1 and NaN (missing). */
export type ValueKind = 'number' | 'bool'

/** Whose bars a series moves with; null is the run's own timeframe or instrument. */
export interface SeriesClock {
  readonly timeframe: Timeframe | null
  readonly instrument: string | null
}

export interface SeriesType {
  readonly kind: ValueKind
  readonly clock: SeriesClock
}

/** Index of a node in its program; a node reads only smaller ids. */
export type NodeId = number

export type ParamValue = number | boolean | string

/** One operator applied to earlier nodes. Equal nodes are one node. */
export interface ProgramNode {
  readonly op: string
  readonly inputs: readonly NodeId[]
  /** Every parameter of the operator, resolved, keys in ascending order. */
  readonly params: Readonly<Record<string, ParamValue>>
  readonly type: SeriesType
}

/** Which piece of the document a node came from. One node may come from many. */
export type Origin =
  | { readonly kind: 'block'; readonly block: string; readonly port?: string }
  | { readonly kind: 'code'; readonly line: number; readonly column: number; readonly name?: string }

export const SIGNAL_OUTPUTS = ['filter', 'long', 'short', 'exitLong', 'exitShort'] as const
export const PRICE_OUTPUTS = ['limitPrice', 'stopPrice', 'targetPrice'] as const
export const NUMBER_OUTPUTS = ['score', ...PRICE_OUTPUTS, 'trailDistance', 'size'] as const
export const OUTPUTS = [...SIGNAL_OUTPUTS, ...NUMBER_OUTPUTS] as const
export type OutputName = (typeof OUTPUTS)[number]

/** A parameter the document declares; its resolved value is already inside the nodes. */
export type ParamDeclaration =
  | {
      readonly name: string
      readonly kind: 'int' | 'num'
      readonly value: number
      readonly default: number
      readonly min: number | null
      readonly max: number | null
      readonly step: number | null
      readonly title: string
    }
  | {
      readonly name: string
      readonly kind: 'bool'
      readonly value: boolean
      readonly default: boolean
      readonly title: string
    }
  | {
      readonly name: string
      readonly kind: 'choice'
      readonly value: string
      readonly default: string
      readonly choices: readonly string[]
      readonly title: string
    }

/** Where a line of a script's source stands in its document: the column counts for the line's first character. */
export interface ScriptPlace {
  readonly line: number
  readonly userLine: number
  readonly userColumn: number
}

/**
 * Code that runs bar by bar inside the fence. A node of the operator `script` stands for one of its outputs and names it by
 * digest; its inputs are the columns the code reads.
 */
export interface ProgramScript {
  /** Over everything that decides what it computes. */
  readonly digest: string
  /** Plain JavaScript that calls `script(settings, columns, onBar)` once; types are blanks. */
  readonly source: string
  /** Names of the columns, in the order of the node's inputs: `bar.<name>`. */
  readonly fields: readonly string[]
  readonly outputs: readonly {
    readonly name: string
    readonly kind: ValueKind
    readonly from: 'output' | 'columns'
  }[]
  readonly params: Readonly<Record<string, ParamValue>>
  /** Bars that decide an output, the present one included; 0 where the code keeps a state and so remembers without end. */
  readonly bars: number
  /** Whether it looks at its position: then it is the guest of whoever trades. */
  readonly readsPosition: boolean
  readonly places: readonly ScriptPlace[]
}

/**
 * What every document compiles to: plain data, the same in the browser, the worker and the database.
 * `names` and `origins` are for people; the digest covers nodes and outputs alone.
 */
export interface Program {
  readonly format: 1
  readonly digest: string
  readonly name: string
  readonly timeframe: Timeframe | null
  readonly params: readonly ParamDeclaration[]
  readonly nodes: readonly ProgramNode[]
  readonly outputs: Readonly<Partial<Record<OutputName, NodeId>>>
  readonly columns: readonly { readonly name: string; readonly node: NodeId }[]
  readonly names: readonly { readonly node: NodeId; readonly name: string }[]
  readonly origins: readonly (readonly Origin[])[]
  /** The code that `script` nodes name; absent where there is none. */
  readonly scripts?: readonly ProgramScript[]
}
