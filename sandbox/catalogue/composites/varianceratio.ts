import { compose, int, source, value } from '../compose'

export const varianceratio = compose({
  id: 'varianceratio',
  title: 'Variance ratio',
  summary:
    'Lo and MacKinlay: variance of `steps`-bar log returns over `steps` times that of one-bar returns; 1 a random walk, above trends, below reverts.',
  formula: 'var(ln(x/x₋steps)) / (steps · var(ln(x/x₋₁)))',
  family: 'statistics',
  synonyms: ['random walk', 'lo mackinlay', 'trendiness'],
  inputs: [source],
  params: [int('length', 'Length', 100, 2), int('steps', 'Steps', 5, 2, 500)],
  outputs: value('Variance ratio'),
  build: ({ log, change, stdev, mul, div }, { source }, { length, steps }) => {
    const price = log(source)
    const variance = (n: number) => {
      const deviation = stdev(change(price, n), length)
      return mul(deviation, deviation)
    }
    return { value: div(variance(steps), mul(steps, variance(1))) }
  },
})
