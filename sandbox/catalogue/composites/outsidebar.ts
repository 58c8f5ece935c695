import { compose, value } from '../compose'

export const outsidebar = compose({
  id: 'outsidebar',
  title: 'Outside bar',
  summary: 'High above and low below those of the bar before.',
  formula: 'high > high₋₁ and low < low₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'expansion', 'engulfing range'],
  inputs: [],
  params: [],
  outputs: value('Outside bar', 'bool'),
  build: k => {
    return {
      value: k.and(k.gt(k.high(), k.ago(k.high(), 1)), k.lt(k.low(), k.ago(k.low(), 1))),
    }
  },
})
