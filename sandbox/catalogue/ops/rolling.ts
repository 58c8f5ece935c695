import { type KernelParams, type Operator, operator, type ParamValues } from '../define'

type Window = (inputs: readonly Float64Array[], first: number, last: number, params: KernelParams) => number

interface Rolling extends Omit<Operator, 'type' | 'output' | 'memory' | 'stateSize' | 'reach' | 'advance'> {
  /** Bars in the window; the parameter `length` when absent. */
  readonly bars?: (params: ParamValues) => number
  /** The value on bar `last` of the window that begins at `first`. */
  readonly value: Window
}

/** Whether every input has a value on every bar from `first` to `last`. */
const whole = (inputs: readonly Float64Array[], first: number, last: number): boolean => {
  for (const column of inputs) for (let i = first; i <= last; i++) if (Number.isNaN(column[i]!)) return false
  return true
}

// the builder has checked `length` to be a whole number within its bounds
const lengthOf = (params: ParamValues): number => params.length as number

/**
 * An operator whose value is a function of the last few bars alone. It is missing while one of them is,
 * and where the function finds no finite number (a division by zero).
 */
export const rolling = ({ bars = lengthOf, value, ...entry }: Rolling): Operator =>
  operator({
    ...entry,
    output: 'number',
    memory: params => ({ kind: 'window', bars: bars(params) }),
    stateSize: () => 0,
    reach: params => bars(params) - 1,
    advance: (_state, inputs, out, params, from, to) => {
      const back = bars(params) - 1
      for (let i = from; i < to; i++) {
        const first = i - back
        const found = first >= 0 && whole(inputs, first, i) ? value(inputs, first, i, params) : NaN
        out[i] = Number.isFinite(found) ? found : NaN
      }
    },
  })
