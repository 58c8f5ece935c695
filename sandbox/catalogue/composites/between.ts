import { compose, out, series } from '../compose'

export const between = compose({
  id: 'between',
  title: 'Between',
  summary:
    'True while the value lies from `low` to `high`, both included; `outside` is the contrary. Missing while the value is.',
  formula: 'low ≤ x ≤ high',
  family: 'logic',
  synonyms: ['range', 'inside', 'outside', 'within bounds', 'touches', 'touch', 'hits', 'price at level'],
  inputs: [series('x', 'Value'), series('low', 'Low'), series('high', 'High')],
  params: [],
  outputs: [out('inside', 'Inside', 'bool'), out('outside', 'Outside', 'bool')],
  call: 'ta.between(x, low, high)',
  build: ({ ge, le, and, not }, { x, low, high }) => {
    const inside = and(ge(x, low), le(x, high))
    return { inside, outside: not(inside) }
  },
})
