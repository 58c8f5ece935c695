import { compose, int, source, value } from '../compose'

export const falling = compose({
  id: 'falling',
  title: 'Falling',
  summary:
    'True when the series is below each of its `n` values before; missing on a missing bar and the one after it. As Pine `ta.falling`, which asks for no order among the values before.',
  formula: 'x < min(x₋₁ … x₋ₙ)',
  family: 'time',
  synonyms: ['downtrend', 'decreasing', 'drops'],
  inputs: [source],
  params: [int('n', 'Bars', 3)],
  outputs: value('Falling', 'bool'),
  build: ({ lt, ago, lowest }, { source }, { n }) => ({ value: lt(source, ago(lowest(source, n), 1)) }),
})
