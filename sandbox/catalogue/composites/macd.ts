import { compose, int, out, source } from '../compose'

export const macd = compose({
  id: 'macd',
  title: 'MACD',
  summary:
    'Gap between a fast and a slow EMA, its own EMA and what lies between them. Each EMA is seeded on its own window and the signal on the first defined gaps, as Pine and Stock.Indicators; TA-Lib starts both EMAs together and differs until the seeds fade.',
  formula: 'macd = EMA(fast) − EMA(slow), signal = EMA(macd), histogram = macd − signal',
  family: 'trend',
  synonyms: [
    'moving average convergence divergence',
    'appel',
    'histogram',
    'signal line cross',
    'signal line crossover',
  ],
  inputs: [source],
  params: [int('fast', 'Fast', 12), int('slow', 'Slow', 26), int('signal', 'Signal', 9)],
  outputs: [out('macd', 'MACD'), out('signal', 'Signal'), out('histogram', 'Histogram')],
  build: ({ ema, sub }, { source }, { fast, slow, signal }) => {
    const gap = sub(ema(source, fast), ema(source, slow))
    const smooth = ema(gap, signal)
    return { macd: gap, signal: smooth, histogram: sub(gap, smooth) }
  },
})
