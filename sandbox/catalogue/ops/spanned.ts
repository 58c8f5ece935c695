import { int, series } from '../compose'
import { type KernelParams, type Operator, operator } from '../define'
import type { WindowArithmetic } from './window'

const HOUR_MS = 3_600_000

/** Windows of many sizes pass through it, so its memory may not depend on how many values there are. */
export interface SpanArithmetic extends Omit<WindowArithmetic, 'memory'> {
  /** Doubles it keeps between values. */
  readonly memory: number
}

interface Spanned
  extends Omit<
    Operator,
    'type' | 'output' | 'memory' | 'stateSize' | 'reach' | 'advance' | 'begin' | 'inputs' | 'params'
  > {
  /** The bar field that stands in when nothing is wired. */
  readonly from: string
  readonly arithmetic: SpanArithmetic
}

/** State: rows in the window of the row before, rows since the last hole, */
const ROWS = 0
const CLEAN = 1
/** rows of the window the arithmetic has started on (0 for none), whether history was seen to reach back far enough; */
const STARTED = 2
const FULL = 3
/** then what the arithmetic keeps. */
const KEPT = 4

/**
 * An operator over the values of the bars that opened within the last `hours`: as many as there are, so gaps and sessions do not
 * stretch it, and a bar longer than the span stands alone. Missing until a bar older than the span was seen, for only then is it
 * known that none is lacking. A missing input makes that bar missing and is skipped by the others. Rows lie at least a bar apart.
 */
export const spanned = ({ arithmetic, from: field, ...entry }: Spanned): Operator => {
  const spanMs = (hours: unknown) => (hours as number) * HOUR_MS
  return operator({
    ...entry,
    inputs: [series('source', 'Source', field), series('time', 'Time', 'time')],
    params: [int('hours', 'Hours', 24, 1, 168)],
    output: 'number',
    memory: ({ hours }) => ({ kind: 'span', ms: spanMs(hours) }),
    stateSize: () => KEPT + arithmetic.memory,
    // the row that has just left the window too, and one for a day that summer time cuts short
    reach: ({ hours }, barMs) => Math.ceil(spanMs(hours) / barMs) + 1,
    advance: (state, [x, time], out, params, from, to) => {
      const ms = spanMs(params.hours)
      let i = from
      while (i < to) {
        const edge = time![i]! - ms
        if (Number.isNaN(edge)) {
          state.fill(0)
          out[i++] = NaN
          continue
        }
        let first = i - state[ROWS]!
        while (first < i && !(time![first]! > edge)) {
          // a row that is no longer there tells nothing: bars denser than their timeframe give no value rather than a wrong one
          state[FULL] = time![first]! <= edge ? 1 : 0
          first++
        }
        const n = i - first + 1
        state[ROWS] = n
        if (Number.isNaN(x![i]!)) {
          state[CLEAN] = 0
          state[STARTED] = 0
          out[i++] = NaN
          continue
        }
        state[CLEAN]! += 1
        if (state[FULL] === 0) {
          state[STARTED] = 0
          out[i] = NaN
        } else if (state[STARTED] === n) {
          const stop = arithmetic.slide(state, KEPT, x!, out, n, params, i, lasting(time!, n, ms, i, to))
          state[CLEAN]! += stop - i - 1
          i = stop
          continue
        } else if (state[CLEAN]! >= n) {
          out[i] = arithmetic.start(state, KEPT, x!, i, n, params)
          state[STARTED] = n
        } else {
          out[i] = around(arithmetic, x!, first, i, params)
          state[STARTED] = 0
        }
        i++
      }
    },
  })
}

/** The row after `i` whose window no longer holds `n` rows, or `to`. */
const lasting = (time: Float64Array, n: number, ms: number, i: number, to: number): number => {
  let end = i + 1
  while (end < to && time[end - n]! <= time[end]! - ms && time[end - n + 1]! > time[end]! - ms) end++
  return end
}

let scratch = new Float64Array(256)

/** The value of a window with holes, from what is around them. */
const around = (
  arithmetic: SpanArithmetic,
  x: Float64Array,
  first: number,
  last: number,
  params: KernelParams,
): number => {
  if (scratch.length <= last - first) scratch = new Float64Array(2 * (last - first + 1))
  let n = 0
  for (let i = first; i <= last; i++) if (!Number.isNaN(x[i]!)) scratch[n++] = x[i]!
  return arithmetic.fresh(scratch, n - 1, n, params)
}
