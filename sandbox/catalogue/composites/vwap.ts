import { choice, compose, value } from '../compose'
import { ZONES } from '../ops/time/zone'

export const vwap = compose({
  id: 'vwap',
  title: 'VWAP',
  summary:
    'Volume-weighted average of HLC3 since the anchor: the day, week, month or year began in the zone, or history did. The first bar of history counts as a beginning, so load a whole period before you trust it. Missing until something traded.',
  formula: 'Σ HLC3·volume / Σ volume since the anchor',
  family: 'volume',
  synonyms: ['volume weighted average price', 'session vwap', 'anchored'],
  inputs: [],
  params: [
    choice('anchor', 'Anchor', ['day', 'week', 'month', 'year', 'history']),
    choice('zone', 'Zone', ZONES),
  ],
  outputs: value('VWAP'),
  build: ({ op, hlc3 }, _, { anchor, zone }) => ({
    value: op('anchoredvwap', [hlc3(), op('newperiod', [], { period: anchor, zone })]),
  }),
})
