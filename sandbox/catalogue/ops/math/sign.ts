import { series } from '../../compose'
import { operator } from '../../define'
export const sign = operator({
  id: 'sign',
  title: 'Sign',
  summary: '1 above zero, −1 below, 0 at zero.',
  formula: 'a > 0 ? 1 : a < 0 ? −1 : 0',
  family: 'math',
  synonyms: ['signum', 'direction'],
  call: 'math.sign(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      out[i] = Number(x > 0) - Number(x < 0) + 0 * x
    }
  },
})
