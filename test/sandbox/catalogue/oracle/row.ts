import type { ParamValues } from '@/sandbox/catalogue/define'

/** Bars as the plain arrays other libraries want. */
export interface Plain {
  readonly open: number[]
  readonly high: number[]
  readonly low: number[]
  readonly close: number[]
  readonly volume: number[]
}

/** One output of one entry against one independent implementation. */
export interface Row {
  readonly entry: string
  readonly output?: string
  readonly params?: ParamValues
  readonly like: string
  /** Compared from this bar on, when the library starts differently; `why` says how. */
  readonly from?: number
  readonly why?: string
  /** Bar fields for ports that stand for two series. */
  readonly wire?: readonly string[]
  /** On bars without range, for a library that knows only closes. */
  readonly flat?: boolean
  /** Relative tolerance, 1e-9 when absent. */
  readonly within?: number
  /** The library's values, one a bar; null, undefined and NaN are missing. */
  readonly values: (bars: Plain) => readonly (number | null | undefined)[]
}

/** Puts values that end with the last bar on their bars. */
export const tail = (bars: number, values: readonly number[]): number[] => [
  ...new Array<number>(bars - values.length).fill(Number.NaN),
  ...values,
]
