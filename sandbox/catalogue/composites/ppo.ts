import { compose, int, out, source } from '../compose'

export const ppo = compose({
  id: 'ppo',
  title: 'Percentage price oscillator',
  summary:
    'MACD in percent of the slow EMA, so that symbols compare; all averages are EMAs (TA-Lib’s default is simple).',
  formula: 'ppo = 100·(EMA(fast) − EMA(slow))/EMA(slow), signal = EMA(ppo), histogram = ppo − signal',
  family: 'momentum',
  synonyms: ['percentage', 'macd percent'],
  inputs: [source],
  params: [int('fast', 'Fast', 12), int('slow', 'Slow', 26), int('signal', 'Signal', 9)],
  outputs: [out('ppo', 'PPO'), out('signal', 'Signal'), out('histogram', 'Histogram')],
  build: ({ ema, sub, mul, div }, { source }, { fast, slow, signal }) => {
    const base = ema(source, slow)
    const ppo = div(mul(100, sub(ema(source, fast), base)), base)
    const smooth = ema(ppo, signal)
    return { ppo, signal: smooth, histogram: sub(ppo, smooth) }
  },
})
