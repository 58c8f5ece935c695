import { compose, int, out } from '../compose'

export const divergence = compose({
  id: 'divergence',
  title: 'Divergence',
  summary:
    'Price against an oscillator at two neighbouring oscillator pivots, at most `maxBars` and at least `minBars` apart, on the bar that confirms the second; the rule of TradingView’s RSI Divergence, whose own count of bars apart is one less. Regular: price goes further, the oscillator does not. Hidden: the other way round.',
  formula:
    'bullish: osc low higher, price low lower · hiddenBullish: osc low lower, price low higher · bearish at highs, mirrored',
  family: 'structure',
  synonyms: ['rsi divergence', 'regular', 'hidden', 'macd divergence'],
  inputs: [{ name: 'oscillator', title: 'Oscillator', kind: 'number' }],
  params: [
    int('left', 'Bars before', 5, 1, 100),
    int('right', 'Bars after', 5, 1, 100),
    int('minBars', 'Least bars apart', 5, 1, 500),
    int('maxBars', 'Most bars apart', 60, 1, 1000),
  ],
  outputs: [
    out('bullish', 'Bullish', 'bool'),
    out('bearish', 'Bearish', 'bool'),
    out('hiddenBullish', 'Hidden bullish', 'bool'),
    out('hiddenBearish', 'Hidden bearish', 'bool'),
  ],
  build: (k, { oscillator }, { left, right, minBars, maxBars }) => {
    const turn = (kind: 'high' | 'low', price: ReturnType<typeof k.high>) => {
      const found = k.not(k.na(k.op('pivot', [oscillator], { left, right, kind })))
      const now = k.ago(oscillator, right)
      const level = k.ago(price, right)
      const before = k.op('valuewhen', [found, now], { n: 1 })
      const levelBefore = k.op('valuewhen', [found, level], { n: 1 })
      // bars since the pivot before this one: that of the bar before, and one more
      const apart = k.add(k.ago(k.op('barssince', [found]), 1), 1)
      const near = k.and(found, k.ge(apart, minBars), k.le(apart, maxBars))
      return {
        climbing: k.and(near, k.gt(now, before), k.lt(level, levelBefore)),
        sinking: k.and(near, k.lt(now, before), k.gt(level, levelBefore)),
      }
    }
    const lows = turn('low', k.low())
    const highs = turn('high', k.high())
    return {
      bullish: lows.climbing,
      bearish: highs.sinking,
      hiddenBullish: lows.sinking,
      hiddenBearish: highs.climbing,
    }
  },
})
