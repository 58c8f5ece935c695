import { compose, int, value } from '../compose'

export const adosc = compose({
  id: 'adosc',
  title: 'Chaikin oscillator',
  summary:
    'A fast minus a slow EMA of the accumulation/distribution line, seeded with simple averages (TA-Lib seeds with the first value and agrees once settled).',
  formula: 'EMA(A/D, fast) − EMA(A/D, slow)',
  family: 'volume',
  synonyms: ['chaikin', 'a/d oscillator'],
  inputs: [],
  params: [int('fast', 'Fast', 3), int('slow', 'Slow', 10)],
  outputs: value('A/D oscillator'),
  build: ({ op, ema, sub }, _, { fast, slow }) => {
    const line = op('ad', [])
    return { value: sub(ema(line, fast), ema(line, slow)) }
  },
})
