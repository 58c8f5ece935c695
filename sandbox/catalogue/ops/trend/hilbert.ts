import { choice, num, source } from '../../compose'
import { operator } from '../../define'
import { atan } from '../elementary'

/** Values until the filters are full, as TA-Lib counts them. */
const FIRST = 33
const LAGS = 7

// state: four histories of 7 values each, latest first, then single values
const SMOOTH = 4
const DETRENDED = SMOOTH + LAGS
const QUADRATURE = DETRENDED + LAGS
const IN_PHASE = QUADRATURE + LAGS
const SINGLE = IN_PHASE + LAGS
const [PERIOD, CYCLE, I2, Q2, RE, IM, PHASE, MAMA, FAMA, SEEN] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(
  k => SINGLE + k,
) as [number, number, number, number, number, number, number, number, number, number]

/** Puts a value in front of a history of `length`. */
const push = (state: Float64Array, at: number, length: number, value: number): void => {
  state.copyWithin(at + 1, at, at + length - 1)
  state[at] = value
}

/** Ehlers' Hilbert transformer over a history, tuned to the present period. */
const transform = (state: Float64Array, at: number, tune: number): number =>
  (0.0962 * (state[at]! - state[at + 6]!) + 0.5769 * (state[at + 2]! - state[at + 4]!)) * tune

const degrees = (radians: number): number => (radians * 180) / Math.PI

/**
 * Ehlers' homodyne discriminator and, from its phase, the averages MAMA and FAMA. One kernel, because every value feeds back
 * into the next; `part` says which of them comes out.
 */
export const hilbert = operator({
  id: 'hilbert',
  title: 'Hilbert cycle',
  summary:
    'Ehlers’ measure of the dominant cycle in bars (smoothed, 6…50), or the MESA adaptive averages that follow its phase. Values after 33 bars, as TA-Lib; it starts its filters at zero, so early values depend on where history begins.',
  formula: 'homodyne discriminator: period = 2π / atan(Im/Re) of the analytic signal, smoothed',
  family: 'trend',
  synonyms: ['ehlers', 'dominant cycle', 'ht_dcperiod', 'mesa', 'period'],
  inputs: [source],
  params: [
    num('fast', 'Fast limit', 0.5, 0.01, 0.99, 0.05),
    num('slow', 'Slow limit', 0.05, 0.01, 0.99, 0.01),
    choice('part', 'Part', ['period', 'mama', 'fama']),
  ],
  output: 'number',
  memory: () => ({ kind: 'unbounded', first: FIRST }),
  stateSize: () => SEEN + 1,
  advance: (state, [x], out, { fast, slow, part }, from, to) => {
    for (let i = from; i < to; i++) {
      const price = x![i]!
      out[i] = NaN
      if (Number.isNaN(price)) continue
      push(state, 0, 4, price)
      state[SEEN]! += 1
      // as long as the price filter is not full there is nothing to transform
      if (state[SEEN]! <= 3) {
        state[MAMA] = state[FAMA] = price
        continue
      }
      advanceCycle(state)
      advanceAverages(state, price, fast!, slow!)
      if (state[SEEN]! < FIRST) continue
      out[i] = part === 0 ? state[CYCLE]! : part === 1 ? state[MAMA]! : state[FAMA]!
    }
  },
})

const advanceCycle = (state: Float64Array): void => {
  const before = state[PERIOD]!
  const tune = 0.075 * before + 0.54
  push(state, SMOOTH, LAGS, (4 * state[0]! + 3 * state[1]! + 2 * state[2]! + state[3]!) / 10)
  push(state, DETRENDED, LAGS, transform(state, SMOOTH, tune))
  push(state, QUADRATURE, LAGS, transform(state, DETRENDED, tune))
  push(state, IN_PHASE, LAGS, state[DETRENDED + 3]!)
  const i2 = 0.2 * (state[IN_PHASE]! - transform(state, QUADRATURE, tune)) + 0.8 * state[I2]!
  const q2 = 0.2 * (state[QUADRATURE]! + transform(state, IN_PHASE, tune)) + 0.8 * state[Q2]!
  state[RE] = 0.2 * (i2 * state[I2]! + q2 * state[Q2]!) + 0.8 * state[RE]!
  state[IM] = 0.2 * (i2 * state[Q2]! - q2 * state[I2]!) + 0.8 * state[IM]!
  state[I2] = i2
  state[Q2] = q2
  const angle = degrees(atan(state[IM]! / state[RE]!))
  const measured = state[IM] !== 0 && state[RE] !== 0 ? 360 / angle : before
  const held = Math.max(Math.min(measured, 1.5 * before), 0.67 * before)
  state[PERIOD] = 0.2 * Math.max(6, Math.min(50, held)) + 0.8 * before
  state[CYCLE] = 0.33 * state[PERIOD]! + 0.67 * state[CYCLE]!
}

const advanceAverages = (state: Float64Array, price: number, fast: number, slow: number): void => {
  const phase = state[IN_PHASE] !== 0 ? degrees(atan(state[QUADRATURE]! / state[IN_PHASE]!)) : 0
  const turned = Math.max(1, state[PHASE]! - phase)
  const rate = Math.max(slow, fast / turned)
  state[PHASE] = phase
  state[MAMA] = rate * price + (1 - rate) * state[MAMA]!
  state[FAMA] = 0.5 * rate * state[MAMA]! + (1 - 0.5 * rate) * state[FAMA]!
}
