import { operator } from '../../define'

export const flag = operator({
  id: 'flag',
  title: 'True or false',
  summary: 'The same answer on every bar.',
  formula: 'value',
  family: 'source',
  synonyms: ['constant', 'boolean', 'true', 'false'],
  call: 'true',
  inputs: [],
  params: [{ name: 'value', title: 'Value', kind: 'bool', default: true }],
  output: 'bool',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, _inputs, out, { value }, from, to) => {
    out.fill(value!, from, to)
  },
})
