import { choice, int, source } from '../../compose'
import { rolling } from '../rolling'

/** Both pivots are one rule, mirrored. `source` decides which extreme stands out. */
export const pivot = rolling({
  id: 'pivot',
  title: 'Pivot of a series',
  summary:
    'Value of a turning point, on the bar that confirms it (`right` bars later); missing on all other bars. A high must exceed the `left` values before it and not be exceeded by the `right` after, so a flat top counts once, at its first bar.',
  formula: 'x₋right if it is above all of x₋right₋₁ … x₋right₋left and not below x₋right₊₁ … x',
  family: 'structure',
  synonyms: ['swing', 'fractal', 'turning point', 'local maximum', 'local minimum'],
  inputs: [source],
  sparse: true,
  params: [
    int('left', 'Bars before', 5, 1, 500),
    int('right', 'Bars after', 5, 1, 500),
    choice('kind', 'Kind', ['high', 'low']),
  ],
  values: ({ left, right }) => left! + right! + 1,
  value: ([x], first, last, { left, kind }) => {
    const side = kind === 0 ? 1 : -1
    const middle = first + left!
    const height = side * x![middle]!
    for (let i = first; i < middle; i++) if (side * x![i]! >= height) return NaN
    for (let i = middle + 1; i <= last; i++) if (side * x![i]! > height) return NaN
    return x![middle]!
  },
})
