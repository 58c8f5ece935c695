import { compose, int, value } from '../compose'

/** A condition that may stay unwired: an unwired port is the number 0, so it takes either kind. */
const flag = <const N extends string>(name: N, title: string) => ({
  name,
  title,
  kind: 'any' as const,
  fallback: { constant: 0 },
})

export const atleast = compose({
  id: 'atleast',
  title: 'At least K of these',
  summary:
    'True when at least `k` of four conditions are; one that is not wired, or missing, counts as not true.',
  formula: 'how many of a, b, c, d are true ≥ k',
  family: 'logic',
  synonyms: ['k of n', 'vote', 'majority', 'confluence'],
  inputs: [flag('a', 'First'), flag('b', 'Second'), flag('c', 'Third'), flag('d', 'Fourth')],
  params: [int('k', 'At least', 2, 1, 4)],
  outputs: value('Enough', 'bool'),
  build: ({ op, add, nz, ge }, { a, b, c, d }, { k }) => {
    const [first, ...rest] = [a, b, c, d].map(one => nz(op('ne', [one, 0])))
    return { value: ge(add(first!, ...rest), k) }
  },
})
