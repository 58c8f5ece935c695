import { compose, condition, source, value } from '../compose'

export const anchoredvwap = compose({
  id: 'anchoredvwap',
  title: 'Anchored VWAP',
  summary:
    'Volume-weighted average of the source since the last bar on which `anchor` was true, that bar included; missing before it and until something traded.',
  formula: 'Σ x·volume / Σ volume since the anchor',
  family: 'volume',
  synonyms: ['vwap', 'anchor', 'avwap'],
  inputs: [source, condition('anchor', 'Anchor')],
  params: [],
  outputs: value('VWAP'),
  call: 'ta.anchoredvwap(source, anchor)',
  build: ({ op, mul, volume, div }, { source, anchor }) => ({
    value: div(op('sumsince', [mul(source, volume()), anchor]), op('sumsince', [volume(), anchor])),
  }),
})
