import { condition, int } from '../../compose'
import { operator } from '../../define'

/** State: 0 bars since the last true one, 1 bars since the last missing one, 2 bars so far; all stop counting at `n`. */
export const within = operator({
  id: 'within',
  title: 'True within the last N bars',
  summary:
    'True when the condition was true on at least one of the last `n` bars, this one included. Counts bars: while none was true, a missing one among them leaves it missing, as do the bars before history begins.',
  formula: 'c ∨ c₋₁ ∨ … ∨ c₋₍ₙ₋₁₎',
  family: 'time',
  synonyms: ['recently', 'in the last', 'any of', 'happened'],
  inputs: [condition('cond', 'Condition')],
  params: [int('n', 'Bars', 5)],
  call: 'within(cond, n)',
  output: 'bool',
  eager: true,
  memory: ({ n }) => ({ kind: 'window', bars: n as number }),
  stateSize: () => 3,
  begin: (state, { n }) => {
    state[0] = n!
    state[1] = n!
  },
  advance: (state, [cond], out, { n }, from, to) => {
    for (let i = from; i < to; i++) {
      const c = cond![i]!
      state[0] = c === 1 ? 0 : Math.min(state[0]! + 1, n!)
      state[1] = Number.isNaN(c) ? 0 : Math.min(state[1]! + 1, n!)
      state[2] = Math.min(state[2]! + 1, n!)
      out[i] = state[0]! < n! ? 1 : state[1]! < n! || state[2]! < n! ? NaN : 0
    }
  },
})
