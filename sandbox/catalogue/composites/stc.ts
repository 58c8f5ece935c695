import { compose, int, num, source, value } from '../compose'
import type { Series } from '../define'

export const stc = compose({
  id: 'stc',
  title: 'Schaff trend cycle',
  summary:
    'Stochastic of MACD, smoothed, and once more, 0…100. Both smoothings move by `factor` a bar, as TradingView; a flat window keeps the position before it.',
  formula: 'S(S(EMA(fast) − EMA(slow))), S = smoothed stochastic over cycle',
  family: 'trend',
  synonyms: ['schaff', 'trend cycle'],
  inputs: [source],
  params: [
    int('cycle', 'Cycle', 10),
    int('fast', 'Fast', 23),
    int('slow', 'Slow', 50),
    num('factor', 'Factor', 0.5, 0.01, 1),
  ],
  outputs: value('STC'),
  build: (k, { source }, { cycle, fast, slow, factor }) => {
    const stochastic = (x: Series) => {
      const low = k.lowest(x, cycle)
      const raw = k.mul(100, k.div(k.sub(x, low), k.sub(k.highest(x, cycle), low)))
      // between equal extremes the position before stands
      return k.op('valuewhen', [k.not(k.na(raw)), raw], { n: 0 })
    }
    const smooth = (x: Series) => k.op('adaptive', [stochastic(x), factor], { floor: factor })
    return { value: smooth(smooth(k.sub(k.ema(source, fast), k.ema(source, slow)))) }
  },
})
