import { pattern } from '../pattern'
import { evening, penetration } from '../stars'

export const eveningdojistar = pattern({
  id: 'eveningdojistar',
  title: 'Evening doji star',
  summary:
    'A long white bar, a doji whose body gaps above it, and a black one that closes well into the first body. As TA-Lib CDLEVENINGDOJISTAR.',
  formula: 'body gap up, then close < close₋₂ − penetration · body₋₂',
  synonyms: ['reversal', 'top', 'three bar'],
  params: [penetration],
  holds: evening(({ doji }) => doji),
})
