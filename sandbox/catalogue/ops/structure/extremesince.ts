import { choice, condition, source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the extreme, missing until a reset has been followed by a value; 1 whether a reset was seen. */
export const extremesince = operator({
  id: 'extremesince',
  title: 'Extreme since',
  summary:
    'Highest or lowest value since the last bar on which `reset` was true, that bar included; missing before the first reset. A missing source is skipped.',
  formula: 'reset ? x : max(h₋₁, x), or min',
  family: 'structure',
  synonyms: ['anchored high', 'anchored low', 'highest since', 'lowest since'],
  inputs: [source, condition('reset', 'Reset')],
  params: [choice('kind', 'Kind', ['highest', 'lowest'])],
  call: 'ta.extremesince(source, reset, kind)',
  output: 'number',
  sparse: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [x, reset], out, params, from, to) => {
    const side = params.kind === 0 ? 1 : -1
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (reset![i]! === 1) {
        state[0] = NaN
        state[1] = 1
      }
      if (Number.isNaN(value) || state[1] === 0) {
        out[i] = NaN
        continue
      }
      if (!(side * state[0]! >= side * value)) state[0] = value
      out[i] = state[0]!
    }
  },
})
