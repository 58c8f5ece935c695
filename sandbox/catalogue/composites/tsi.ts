import { compose, int, source, value } from '../compose'

export const tsi = compose({
  id: 'tsi',
  title: 'True strength index',
  summary:
    'Blau’s doubly smoothed change over doubly smoothed size of change, −100…100. Arguments short before long as Pine `ta.tsi` (which returns −1…1); each EMA is seeded on its own values.',
  formula: '100 · EMA(EMA(Δ, long), short) / EMA(EMA(|Δ|, long), short)',
  family: 'momentum',
  synonyms: ['true strength', 'blau'],
  inputs: [source],
  params: [int('short', 'Short', 13), int('long', 'Long', 25)],
  outputs: value('TSI'),
  build: ({ change, abs, ema, mul, div }, { source }, { short, long }) => {
    const smooth = (x: ReturnType<typeof change>) => ema(ema(x, long), short)
    return { value: div(mul(100, smooth(change(source))), smooth(abs(change(source)))) }
  },
})
