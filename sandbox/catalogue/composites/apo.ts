import { compose, int, source, value } from '../compose'

export const apo = compose({
  id: 'apo',
  title: 'Absolute price oscillator',
  summary: 'A fast minus a slow EMA in price, without MACD’s signal line.',
  formula: 'EMA(fast) − EMA(slow)',
  family: 'momentum',
  synonyms: ['price oscillator'],
  inputs: [source],
  params: [int('fast', 'Fast', 12), int('slow', 'Slow', 26)],
  outputs: value('APO'),
  build: ({ ema, sub }, { source }, { fast, slow }) => ({ value: sub(ema(source, fast), ema(source, slow)) }),
})
