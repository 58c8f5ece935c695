import { compose, int, value } from '../compose'

export const ac = compose({
  id: 'ac',
  title: 'Accelerator oscillator',
  summary: 'Williams: the awesome oscillator minus its own simple average.',
  formula: 'AO − SMA(AO, smooth)',
  family: 'momentum',
  synonyms: ['accelerator', 'acceleration', 'williams'],
  inputs: [],
  params: [int('fast', 'Fast', 5), int('slow', 'Slow', 34), int('smooth', 'Smoothing', 5)],
  outputs: value('AC'),
  build: ({ op, sma, sub }, _, { fast, slow, smooth }) => {
    const ao = op('ao', [], { fast, slow })
    return { value: sub(ao, sma(ao, smooth)) }
  },
})
