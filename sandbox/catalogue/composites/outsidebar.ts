import { pattern } from '../pattern'

export const outsidebar = pattern({
  id: 'outsidebar',
  title: 'Outside bar',
  summary: 'High above and low below those of the bar before.',
  formula: 'high > high₋₁ and low < low₋₁',
  synonyms: ['expansion', 'engulfing range', 'outside day'],
  holds: (_, k) => {
    return k.and(k.gt(k.high(), k.ago(k.high(), 1)), k.lt(k.low(), k.ago(k.low(), 1)))
  },
})
