import { compose, int, num, out, source } from '../compose'

export const trendstate = compose({
  id: 'trendstate',
  title: 'Trend state',
  summary:
    'Up (1), down (−1) or none (0). Strength is the net move over the sum of all moves of the last `length` steps, 0 noise to 1 a straight line (Kaufman’s efficiency; a random walk averages about 1/√length). A trend has at least `minStrength`, and the source is on that side of its average and of where it was `length` bars ago. Nothing moving is no trend of strength 0.',
  formula:
    'strength = |x − x₋length| / Σ|x − x₋₁|; up: strength ≥ minStrength, x > x₋length and x > SMA(x, length); down likewise',
  family: 'trend',
  synonyms: ['trend classification', 'trend direction', 'trend strength', 'uptrend', 'downtrend', 'sideways'],
  inputs: [source],
  params: [int('length', 'Length', 50, 2), num('minStrength', 'Least strength', 0.25, 0, 1, 0.01)],
  outputs: [
    out('state', 'Trend (1, 0, −1)'),
    out('strength', 'Strength'),
    out('up', 'Up', 'bool'),
    out('down', 'Down', 'bool'),
  ],
  build: (k, { source }, { length, minStrength }) => {
    const move = k.change(source, length)
    const path = k.sum(k.abs(k.change(source)), length)
    const strength = k.where(k.eq(path, 0), 0, k.div(k.abs(move), path))
    const average = k.sma(source, length)
    const strong = k.ge(strength, minStrength)
    const up = k.and(strong, k.gt(move, 0), k.gt(source, average))
    const down = k.and(strong, k.lt(move, 0), k.lt(source, average))
    const state = k.where(up, 1, k.where(down, -1, 0))
    // read from the state, so that they are missing as long as it is
    return { state, strength, up: k.eq(state, 1), down: k.eq(state, -1) }
  },
})
