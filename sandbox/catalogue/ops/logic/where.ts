import { condition } from '../../compose'
import { operator } from '../../define'

export const where = operator({
  id: 'where',
  title: 'Where',
  summary:
    '`a` where the condition is true, `b` where it is false, missing where it is missing. A missing value on the side not taken does no harm.',
  formula: 'cond ? a : b',
  family: 'logic',
  synonyms: ['if', 'select', 'ternary', 'switch', 'iff'],
  call: 'where(cond, a, b)',
  inputs: [
    condition('cond', 'Condition'),
    { name: 'a', title: 'Then', kind: 'any' },
    { name: 'b', title: 'Else', kind: 'any' },
  ],
  params: [],
  output: 'any',
  exact: true,
  eager: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [cond, a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const c = cond![i]!
      out[i] = c === 1 ? a![i]! : c === 0 ? b![i]! : NaN
    }
  },
})
