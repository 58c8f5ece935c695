import { compose, int, value } from '../compose'

export const cmf = compose({
  id: 'cmf',
  title: 'Chaikin money flow',
  summary: 'Money flow volume over volume of the last `length` bars, −1…1. Missing when nothing traded.',
  formula: 'Σ money flow volume / Σ volume',
  family: 'volume',
  synonyms: ['chaikin', 'money flow'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: value('CMF'),
  build: ({ op, sum, volume, div }, _, { length }) => ({
    value: div(sum(op('moneyflow', []), length), sum(volume(), length)),
  }),
})
