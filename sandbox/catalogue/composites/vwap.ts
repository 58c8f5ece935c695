import { choice, compose, value } from '../compose'

export const vwap = compose({
  id: 'vwap',
  title: 'VWAP',
  summary:
    'Volume-weighted average of HLC3 since the anchor: the UTC day, week, month or year began, or history did. The first bar of history counts as a beginning, so load a whole period before you trust it. Missing until something traded.',
  formula: 'Σ HLC3·volume / Σ volume since the anchor',
  family: 'volume',
  synonyms: ['volume weighted average price', 'session vwap', 'anchored'],
  inputs: [],
  params: [choice('anchor', 'Anchor', ['day', 'week', 'month', 'year', 'history'])],
  outputs: value('VWAP'),
  build: ({ op, hlc3 }, _, { anchor }) => ({
    value: op('anchoredvwap', [hlc3(), op('newperiod', [], { period: anchor })]),
  }),
})
