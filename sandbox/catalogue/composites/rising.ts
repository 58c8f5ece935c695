import { compose, int, source, value } from '../compose'

export const rising = compose({
  id: 'rising',
  title: 'Rising',
  summary:
    'True when the series is above each of its `n` values before; missing on a missing bar and the one after it. As Pine `ta.rising`, which asks for no order among the values before.',
  formula: 'x > max(x₋₁ … x₋ₙ)',
  family: 'time',
  synonyms: ['uptrend', 'increasing', 'climbs'],
  inputs: [source],
  params: [int('n', 'Bars', 3)],
  outputs: value('Rising', 'bool'),
  build: ({ gt, ago, highest }, { source }, { n }) => ({ value: gt(source, ago(highest(source, n), 1)) }),
})
