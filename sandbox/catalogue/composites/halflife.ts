import { compose, int, source, value } from '../compose'

export const halflife = compose({
  id: 'halflife',
  title: 'Half-life of reversion',
  summary:
    'Bars for half a deviation to be gone, from a regression of changes on levels (Ornstein–Uhlenbeck). Missing where the window does not revert.',
  formula: '−ln 2 / b, b = cov(Δx, x₋₁)/var(x₋₁)',
  family: 'statistics',
  synonyms: ['mean reversion', 'ornstein uhlenbeck'],
  inputs: [source],
  params: [int('length', 'Length', 50, 3)],
  outputs: value('Half-life'),
  build: ({ op, change, ago, div, where, lt }, { source }, { length }) => {
    const before = ago(source, 1)
    const pull = div(
      op('covariance', [change(source), before], { length }),
      op('covariance', [before, before], { length }),
    )
    return { value: where(lt(pull, 0), div(-Math.LN2, pull), div(0, 0)) }
  },
})
