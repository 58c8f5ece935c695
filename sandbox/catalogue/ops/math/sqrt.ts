import { series } from '../../compose'
import { operator } from '../../define'

export const sqrt = operator({
  id: 'sqrt',
  title: 'Square root',
  summary: 'Square root; missing below zero.',
  formula: '√a',
  family: 'math',
  synonyms: ['root'],
  call: 'math.sqrt(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.sqrt(a![i]!)
  },
})
