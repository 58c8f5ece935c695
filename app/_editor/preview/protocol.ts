// What the page and its preview worker tell each other. Every answer names the edit and the bars it belongs to.
import type { Bias } from '@/sandbox/bias/bias'
import type { Document, DocumentKind } from '@/sandbox/compile/compiled'
import type { WatchedPort } from '@/sandbox/compile/graph/partial'
import type { CompileProblem } from '@/sandbox/compile/problems'
import type { Named } from '@/sandbox/compile/replay'
import type { GuestLog } from '@/sandbox/host/engine'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Origin, Program, SeriesClock } from '@/sandbox/ir/program'
import type { Timeframe } from '@/sandbox/ir/timeframe'

/** Bars to preview on, oldest first; all are closed. */
export interface PreviewBars {
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly own: BarColumns
  /** Bars of other clocks the program reads, where they could be had. */
  readonly others: readonly { readonly clock: SeriesClock; readonly bars: BarColumns }[]
}

export type Ask =
  | { readonly kind: 'edit'; readonly edit: number; readonly document: Document }
  | { readonly kind: 'bars'; readonly bars: number; readonly given: PreviewBars }

/** What became of an edit. */
export interface CompiledEdit {
  readonly edit: number
  /** Whether it can be saved as it is and run. */
  readonly ok: boolean
  readonly documentKind: DocumentKind
  readonly problems: readonly CompileProblem[]
  /** What can be looked at; null when nothing is complete. */
  readonly program: Program | null
  readonly ports: readonly WatchedPort[]
  readonly named: readonly Named[]
  /** Clocks beside the run's own that the program reads. */
  readonly needs: readonly SeriesClock[]
  readonly compileMs: number
}

/** Where an output turned true. */
export interface Fired {
  readonly output: string
  /** Bars on which it is true. */
  readonly count: number
  /** First bars of each stretch on which it is true. */
  readonly begins: Int32Array
}

/** Values of everything on every bar. */
export interface RanEdit {
  readonly edit: number
  readonly bars: number
  readonly rows: number
  /** Column behind column, `rows` values each; NaN is missing. */
  readonly values: Float64Array
  /** By node of the edit's program its column; −1 where it has none. */
  readonly columnOf: Int32Array
  readonly fired: readonly Fired[]
  readonly logs: readonly GuestLog[]
  /** What went wrong while the document's scripts ran. */
  readonly problems: readonly CompileProblem[]
  readonly runMs: number
}

export interface CheckedEdit {
  readonly edit: number
  readonly bars: number
  /** Null where the rule can't be run by itself. */
  readonly bias: Bias | null
  /** Where in the document the checks found fault. */
  readonly guilty: readonly Origin[]
  /** What one bar of one symbol costs, in microseconds. */
  readonly microsPerBar: number
}

export type Tell =
  /** The engine stands; what was asked meanwhile is begun now. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'compiled'; readonly compiled: CompiledEdit }
  | { readonly kind: 'ran'; readonly ran: RanEdit }
  | { readonly kind: 'checked'; readonly checked: CheckedEdit }
  /** Nothing more will come for what was asked. */
  | { readonly kind: 'idle'; readonly edit: number; readonly bars: number }
