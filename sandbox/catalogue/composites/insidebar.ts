import { compose, value } from '../compose'

export const insidebar = compose({
  id: 'insidebar',
  title: 'Inside bar',
  summary: 'High and low both within those of the bar before; equal is inside.',
  formula: 'high ≤ high₋₁ and low ≥ low₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'contraction', 'mother bar'],
  inputs: [],
  params: [],
  outputs: value('Inside bar', 'bool'),
  build: k => {
    return {
      value: k.and(k.le(k.high(), k.ago(k.high(), 1)), k.ge(k.low(), k.ago(k.low(), 1))),
    }
  },
})
