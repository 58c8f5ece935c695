import { num } from '../../compose'
import { operator } from '../../define'

export const constant = operator({
  id: 'constant',
  title: 'Number',
  summary: 'The same number on every bar.',
  formula: 'value',
  family: 'source',
  synonyms: ['value', 'literal'],
  call: '0',
  inputs: [],
  params: [num('value', 'Value', 0, -Number.MAX_VALUE, Number.MAX_VALUE, 1)],
  output: 'number',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, _inputs, out, { value }, from, to) => {
    out.fill(value!, from, to)
  },
})
