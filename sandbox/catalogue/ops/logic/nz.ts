import { operator } from '../../define'

export const nz = operator({
  id: 'nz',
  title: 'Missing to value',
  summary: 'The series, and `instead` (0 when not wired) where it is missing.',
  formula: 'a is missing ? instead : a',
  family: 'logic',
  synonyms: ['fill', 'default', 'coalesce', 'na to value'],
  call: 'nz(a, instead)',
  inputs: [
    { name: 'a', title: 'Value', kind: 'any' },
    { name: 'instead', title: 'Instead', kind: 'any', fallback: { constant: 0 } },
  ],
  params: [],
  output: 'any',
  exact: true,
  eager: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, instead], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      out[i] = Number.isNaN(x) ? instead![i]! : x
    }
  },
})
