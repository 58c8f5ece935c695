import { choice, series } from '../../compose'
import { operator } from '../../define'

/** State: 0 the held level, 1 the price before, 2 whether a level is held. */
export const ratchet = operator({
  id: 'ratchet',
  title: 'Ratchet',
  summary:
    'A trailing level that only moves in its own direction: a `rising` level keeps its best value until price closes below it, a `falling` one until price closes above. The bands of Supertrend and of most trailing stops.',
  formula: 'rising: x > y₋₁ or price₋₁ < y₋₁ ? x : y₋₁ · falling: x < y₋₁ or price₋₁ > y₋₁ ? x : y₋₁',
  family: 'trend',
  synonyms: ['trailing', 'stop', 'band'],
  inputs: [series('level', 'Level'), series('price', 'Price', 'close')],
  params: [choice('direction', 'Direction', ['rising', 'falling'])],
  call: 'ta.ratchet(level, price, direction)',
  output: 'number',
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 3,
  advance: (state, [level, price], out, params, from, to) => {
    const side = params.direction === 0 ? 1 : -1
    for (let i = from; i < to; i++) {
      const x = level![i]!
      const close = price![i]!
      if (Number.isNaN(x) || Number.isNaN(close)) {
        out[i] = NaN
        continue
      }
      const held = state[0]!
      if (state[2] === 0 || side * x > side * held || side * state[1]! < side * held) state[0] = x
      state[1] = close
      state[2] = 1
      out[i] = state[0]!
    }
  },
})
