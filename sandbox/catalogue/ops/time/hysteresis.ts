import { num, source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the held answer. */
export const hysteresis = operator({
  id: 'hysteresis',
  title: 'Enter above, leave below',
  summary:
    'Turns true when the series rises above `enter` and false when it falls below `leave`; between them it stays as it was. Begins false. Missing where the series is.',
  formula: 'x > enter ? true : x < leave ? false : y₋₁',
  family: 'time',
  synonyms: ['debounce', 'schmitt', 'band', 'threshold'],
  inputs: [source],
  params: [num('enter', 'Enter above', 70, -1e12, 1e12, 1), num('leave', 'Leave below', 60, -1e12, 1e12, 1)],
  output: 'bool',
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 1,
  advance: (state, [x], out, { enter, leave }, from, to) => {
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (value > enter!) state[0] = 1
      else if (value < leave!) state[0] = 0
      out[i] = Number.isNaN(value) ? NaN : state[0]!
    }
  },
})
