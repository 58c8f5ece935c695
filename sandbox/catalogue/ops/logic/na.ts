import { operator } from '../../define'

export const na = operator({
  id: 'na',
  title: 'Is missing',
  summary: 'True where the series has no value. Itself never missing.',
  formula: 'a is missing',
  family: 'logic',
  synonyms: ['isna', 'missing', 'nan'],
  call: 'na(a)',
  inputs: [{ name: 'a', title: 'Value', kind: 'any' }],
  params: [],
  output: 'bool',
  exact: true,
  always: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Number.isNaN(a![i]!) ? 1 : 0
  },
})
