import { compose, int, out } from '../compose'

/** Retracements charts draw, from the later swing back to the earlier one. */
const LEVELS = { r236: 0.236, r382: 0.382, r500: 0.5, r618: 0.618, r786: 0.786 } as const

export const fibonacci = compose({
  id: 'fibonacci',
  title: 'Fibonacci of the last swing',
  summary:
    'Retracement levels between the last confirmed swing high and low: measured back from the newer one. `retraced` is where the close lies, 0 at the newer swing, 1 at the older.',
  formula: 'level = newer + ratio · (older − newer)',
  family: 'structure',
  synonyms: ['retracement', 'fib', '0.618', 'golden pocket'],
  inputs: [],
  params: [int('left', 'Bars before', 5, 1, 500), int('right', 'Bars after', 5, 1, 500)],
  outputs: [
    out('r236', '23.6 %'),
    out('r382', '38.2 %'),
    out('r500', '50 %'),
    out('r618', '61.8 %'),
    out('r786', '78.6 %'),
    out('retraced', 'Retraced share'),
  ],
  build: ({ part, where, sub, mul, add, div, close }, _, params) => {
    const swing = (output: string) => part('swings', output, [], params)
    const newer = where(swing('highLast'), swing('high'), swing('low'))
    const older = where(swing('highLast'), swing('low'), swing('high'))
    const back = sub(older, newer)
    const levels = Object.entries(LEVELS).map(
      ([name, ratio]) => [name, add(newer, mul(ratio, back))] as const,
    )
    return { ...Object.fromEntries(levels), retraced: div(sub(close(), newer), back) }
  },
})
