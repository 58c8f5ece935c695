import { compose, value } from '../compose'

export const marketfacilitation = compose({
  id: 'marketfacilitation',
  title: 'Market facilitation index',
  summary: 'Williams: price range per unit of volume. Missing on bars without volume.',
  formula: '(high − low) / volume',
  family: 'volume',
  synonyms: ['bw mfi', 'williams', 'facilitation'],
  inputs: [],
  params: [],
  outputs: value('BW MFI'),
  build: ({ high, low, sub, div, volume }) => ({ value: div(sub(high(), low()), volume()) }),
})
