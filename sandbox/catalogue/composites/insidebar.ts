import { pattern } from '../pattern'

export const insidebar = pattern({
  id: 'insidebar',
  title: 'Inside bar',
  summary: 'High and low both within those of the bar before; equal is inside.',
  formula: 'high ≤ high₋₁ and low ≥ low₋₁',
  synonyms: ['contraction', 'mother bar', 'inside day', 'breakout'],
  holds: (_, k) => {
    return k.and(k.le(k.high(), k.ago(k.high(), 1)), k.ge(k.low(), k.ago(k.low(), 1)))
  },
})
