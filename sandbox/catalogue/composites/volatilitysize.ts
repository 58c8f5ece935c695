import { compose, int, num, value } from '../compose'

export const volatilitysize = compose({
  id: 'volatilitysize',
  title: 'Size by volatility',
  summary:
    'Fraction of equity that would give the position `target` percent annual volatility, never more than `most`.',
  formula: 'min(target / historicalvol(length, periods), most)',
  family: 'output',
  synonyms: ['volatility targeting', 'position size', 'inverse volatility'],
  inputs: [],
  params: [
    num('target', 'Target volatility %', 20, 0.1, 1000),
    int('length', 'Length', 20, 2),
    num('periods', 'Bars a year', 365, 1, 600000, 1),
    num('most', 'Most of equity', 1, 0.01, 100),
  ],
  outputs: value('Size'),
  build: ({ op, close, div, min }, _, { target, length, periods, most }) => ({
    value: min(div(target, op('historicalvol', [close()], { length, periods })), most),
  }),
})
