import { num, series, source } from '../../compose'
import { operator } from '../../define'
import { log } from '../elementary'

/**
 * An exponential average whose rate is itself a series. State: 0 value, 1 latest source, 2 whether it runs.
 * The first rate moves off the source value before it, as TA-Lib starts KAMA.
 */
export const adaptive = operator({
  id: 'adaptive',
  title: 'Adaptive average',
  summary:
    'Exponential average with a rate that may differ on every bar (0 holds, 1 follows) but is never under `floor`; it starts from the source value before the first rate. The core of KAMA, VIDYA and FRAMA.',
  formula: 'y = y₋₁ + rate · (x − y₋₁)',
  family: 'average',
  synonyms: ['variable', 'dynamic', 'vma'],
  inputs: [source, series('rate', 'Rate')],
  params: [num('floor', 'Lowest rate', 0, 0, 1, 0.01)],
  call: 'ta.adaptive(source, rate, floor)',
  output: 'number',
  memory: ({ floor }) =>
    floor === 0
      ? { kind: 'unbounded', first: 1 }
      : { kind: 'fading', first: 1, settled: 1 + Math.ceil(settledBars(floor as number)) },
  stateSize: () => 3,
  advance: (state, [x, rate], out, params, from, to) => {
    for (let i = from; i < to; i++) {
      const value = x![i]!
      const step = Math.max(rate![i]!, params.floor!)
      if (Number.isNaN(value)) out[i] = NaN
      else if (Number.isNaN(step)) {
        if (state[2] === 0) state[1] = value
        out[i] = NaN
      } else {
        if (state[2] === 0) {
          state[0] = Number.isNaN(state[1]!) ? value : state[1]!
          state[2] = 1
        }
        const y = state[0]! + step * (value - state[0]!)
        // an overflow is missing, and is not remembered
        if (Number.isFinite(y)) state[0] = y
        out[i] = y + y * 0
      }
    }
  },
  begin: state => {
    state[1] = NaN
  },
})

/** Bars until the start weighs less than a millionth, at the slowest rate. */
const settledBars = (rate: number): number => (rate < 1 ? log(1e-6) / log(1 - rate) : 0)
