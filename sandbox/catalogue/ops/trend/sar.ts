import { num, series } from '../../compose'
import { operator } from '../../define'

/**
 * Wilder's stop and reverse.
 * State: 0 the stop, 1 extreme, 2 acceleration, 3 side (1 long, −1 short), 4 bars seen, 5–6 lows and 7–8 highs of the last two bars, 9 last close.
 */
export const sar = operator({
  id: 'sar',
  title: 'Parabolic SAR',
  summary:
    'Wilder’s parabolic stop and reverse: the stop is held behind the last two bars, then tested; a touch does not turn it. The first side comes from the first two closes, as Pine; TA-Lib takes it from directional movement, so the first legs may differ.',
  formula:
    'sar = sar₋₁ + af · (extreme − sar₋₁), not beyond the last two bars; reversed when price touches it',
  family: 'trend',
  synonyms: ['psar', 'parabolic', 'stop and reverse', 'wilder'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low'), series('close', 'Close', 'close')],
  params: [
    num('start', 'Start', 0.02, 0.001, 1, 0.01),
    num('step', 'Step', 0.02, 0, 1, 0.01),
    num('max', 'Maximum', 0.2, 0.001, 1, 0.01),
  ],
  call: 'ta.sar(start, step, max)',
  output: 'number',
  memory: () => ({ kind: 'unbounded', first: 2 }),
  stateSize: () => 10,
  advance: (state, [highs, lows, closes], out, { start, step, max }, from, to) => {
    for (let i = from; i < to; i++) {
      const high = highs![i]!
      const low = lows![i]!
      const close = closes![i]!
      out[i] = NaN
      if (Number.isNaN(high) || Number.isNaN(low) || Number.isNaN(close)) continue
      const seen = state[4]!
      if (seen > 0) {
        let [stop, extreme, pace, side] = state as unknown as [number, number, number, number]
        let turned = false
        if (seen === 1) {
          side = close > state[9]! ? 1 : -1
          extreme = side > 0 ? high : low
          stop = side > 0 ? state[5]! : state[7]!
          pace = start!
          turned = true
        }
        stop += pace * (extreme - stop)
        // never inside the last two bars, so the stop was known before this one
        stop = outside(state, side, stop)
        if (side > 0 ? stop > low : stop < high) {
          turned = true
          side = -side
          stop = outside(state, side, side < 0 ? Math.max(high, extreme) : Math.min(low, extreme))
          extreme = side > 0 ? high : low
          pace = start!
        }
        if (!turned && (side > 0 ? high > extreme : low < extreme)) {
          extreme = side > 0 ? high : low
          pace = Math.min(pace + step!, max!)
        }
        state[0] = stop
        state[1] = extreme
        state[2] = pace
        state[3] = side
        out[i] = stop
      }
      state[4] = Math.min(2, seen + 1)
      state[6] = state[5]!
      state[5] = low
      state[8] = state[7]!
      state[7] = high
      state[9] = close
    }
  },
})

/** The stop, moved out of the range of the last two bars. */
const outside = (state: Float64Array, side: number, stop: number): number => {
  const long = side > 0
  const near = long ? Math.min(stop, state[5]!) : Math.max(stop, state[7]!)
  if (state[4] === 1) return near
  return long ? Math.min(near, state[6]!) : Math.max(near, state[8]!)
}
