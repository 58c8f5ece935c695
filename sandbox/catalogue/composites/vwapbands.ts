import { choice, compose, num, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const vwapbands = compose({
  id: 'vwapbands',
  title: 'VWAP bands',
  summary:
    'VWAP and bands `mult` volume-weighted standard deviations away, since the anchor, as TradingView.',
  formula: 'σ² = Σ volume·HLC3² / Σ volume − VWAP², bands = VWAP ± mult·σ',
  family: 'volume',
  synonyms: ['vwap deviation', 'standard deviation bands'],
  inputs: [],
  params: [
    choice('anchor', 'Anchor', ['day', 'week', 'month', 'year', 'history']),
    num('mult', 'Deviations', 1, 0, 20),
    choice('zone', 'Zone', ZONES),
  ],
  outputs: [out('middle', 'VWAP'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ op, hlc3, mul, sub, add, sqrt, max }, _, { anchor, mult, zone }) => {
    const start = op('newperiod', [], { period: anchor, zone })
    const middle = op('anchoredvwap', [hlc3(), start])
    const squares = op('anchoredvwap', [mul(hlc3(), hlc3()), start])
    // rounding may leave a hair below zero where nothing deviates
    const room = mul(mult, sqrt(max(0, sub(squares, mul(middle, middle)))))
    return { middle, upper: add(middle, room), lower: sub(middle, room) }
  },
})
