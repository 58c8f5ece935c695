import { compose, int, value } from '../compose'

export const volumeosc = compose({
  id: 'volumeosc',
  title: 'Volume oscillator',
  summary: 'A short against a long EMA of volume in percent, as TradingView.',
  formula: '100 · (EMA(volume, short) − EMA(volume, long)) / EMA(volume, long)',
  family: 'volume',
  synonyms: ['volume osc', 'vo'],
  inputs: [],
  params: [int('short', 'Short', 5), int('long', 'Long', 10)],
  outputs: value('Volume oscillator %'),
  build: ({ ema, volume, sub, mul, div }, _, { short, long }) => {
    const base = ema(volume(), long)
    return { value: div(mul(100, sub(ema(volume(), short), base)), base) }
  },
})
