import { pattern } from '../pattern'
import { morning, penetration } from '../stars'

export const morningstar = pattern({
  id: 'morningstar',
  title: 'Morning star',
  summary:
    'A long black bar, a small body whose body gaps below it, and a white one that closes well into the first body. As TA-Lib CDLMORNINGSTAR.',
  formula: 'body gap down, then close > close₋₂ + penetration · body₋₂',
  synonyms: ['reversal', 'bottom', 'three bar'],
  params: [penetration],
  holds: morning(({ notLong }) => notLong),
})
