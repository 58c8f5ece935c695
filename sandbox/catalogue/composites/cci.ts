import { compose, int, value } from '../compose'

export const cci = compose({
  id: 'cci',
  title: 'CCI',
  summary:
    'Lambert’s commodity channel index: HLC3 from its average in units of 0.015 mean deviations. Missing when nothing moves.',
  formula: '(HLC3 − SMA(HLC3)) / (0.015 · mean deviation)',
  family: 'momentum',
  synonyms: ['commodity channel', 'lambert'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: value('CCI'),
  build: ({ hlc3, sma, op, sub, mul, div }, _, { length }) => ({
    value: div(sub(hlc3(), sma(hlc3(), length)), mul(0.015, op('meandev', [hlc3()], { length }))),
  }),
})
