import { compose, int, source, value } from '../compose'

export const dpo = compose({
  id: 'dpo',
  title: 'Detrended price oscillator',
  summary:
    'The close against its average, without looking ahead: the average of ⌊length/2⌋ + 1 bars ago, as TradingView. Charts that shift it back to centre read the future.',
  formula: 'x − SMA(x, length)₋(⌊length/2⌋ + 1)',
  family: 'trend',
  synonyms: ['detrended'],
  inputs: [source],
  params: [int('length', 'Length', 21)],
  outputs: value('DPO'),
  build: ({ sub, sma, ago }, { source }, { length }) => ({
    value: sub(source, ago(sma(source, length), Math.floor(length / 2) + 1)),
  }),
})
