import { int, num, source } from '../../compose'
import { exp } from '../elementary'
import { rolling } from '../rolling'

/** Gaussian weights that peak at `offset` of the window, newest bar at 1. */
export const alma = rolling({
  id: 'alma',
  title: 'Arnaud Legoux moving average',
  summary:
    'Average weighted by a Gaussian that peaks at `offset` of the window and is length/sigma wide. As Pine `ta.alma` without flooring.',
  formula: 'Σ w·x / Σ w, w(k) = exp(−(k − offset·(length − 1))² / (2·(length / sigma)²))',
  family: 'average',
  synonyms: ['gaussian', 'legoux'],
  inputs: [source],
  params: [
    int('length', 'Length', 9),
    num('offset', 'Offset', 0.85, 0, 1, 0.05),
    num('sigma', 'Sigma', 6, 0.1, 100, 0.5),
  ],
  value: ([x], first, last, { length, offset, sigma }) => {
    const peak = offset! * (length! - 1)
    const spread = length! / sigma!
    let weights = 0
    let total = 0
    for (let i = first; i <= last; i++) {
      const distance = i - first - peak
      const weight = exp((-distance * distance) / (2 * spread * spread))
      weights += weight
      total += weight * x![i]!
    }
    return total / weights
  },
})
