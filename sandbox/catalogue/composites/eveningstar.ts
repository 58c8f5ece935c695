import { pattern } from '../pattern'
import { evening, penetration } from '../stars'

export const eveningstar = pattern({
  id: 'eveningstar',
  title: 'Evening star',
  summary:
    'A long white bar, a small body whose body gaps above it, and a black one that closes well into the first body. As TA-Lib CDLEVENINGSTAR.',
  formula: 'body gap up, then close < close₋₂ − penetration · body₋₂',
  synonyms: ['reversal', 'top', 'three bar'],
  params: [penetration],
  holds: evening(({ notLong }) => notLong),
})
