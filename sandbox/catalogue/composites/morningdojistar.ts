import { pattern } from '../pattern'
import { morning, penetration } from '../stars'

export const morningdojistar = pattern({
  id: 'morningdojistar',
  title: 'Morning doji star',
  summary:
    'A long black bar, a doji whose body gaps below it, and a white one that closes well into the first body. As TA-Lib CDLMORNINGDOJISTAR.',
  formula: 'body gap down, then close > close₋₂ + penetration · body₋₂',
  synonyms: ['reversal', 'bottom', 'three bar'],
  params: [penetration],
  holds: morning(({ doji }) => doji),
})
