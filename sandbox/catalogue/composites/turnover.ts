import { compose, int, value } from '../compose'

export const turnover = compose({
  id: 'turnover',
  title: 'Turnover',
  summary:
    'Average money traded per bar (HLC3 × volume) over the last `length` bars: the liquidity filter of a universe.',
  formula: 'SMA(HLC3 · volume, length)',
  family: 'volume',
  synonyms: ['dollar volume', 'liquidity', 'traded value', 'quote volume'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: value('Turnover'),
  build: ({ sma, mul, hlc3, volume }, _, { length }) => ({ value: sma(mul(hlc3(), volume()), length) }),
})
