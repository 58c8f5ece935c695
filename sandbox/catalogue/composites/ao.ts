import { compose, int, value } from '../compose'

export const ao = compose({
  id: 'ao',
  title: 'Awesome oscillator',
  summary: 'Williams: a fast minus a slow simple average of HL2.',
  formula: 'SMA(HL2, fast) − SMA(HL2, slow)',
  family: 'momentum',
  synonyms: ['awesome', 'williams'],
  inputs: [],
  params: [int('fast', 'Fast', 5), int('slow', 'Slow', 34)],
  outputs: value('AO'),
  build: ({ sma, hl2, sub }, _, { fast, slow }) => ({ value: sub(sma(hl2(), fast), sma(hl2(), slow)) }),
})
