import type { Template } from '../template'

export const stochTurn: Template = {
  id: 'stochTurn',
  title: 'Stochastic turn',
  summary: '%K crosses %D from oversold while the trend is up.',
  tags: ['momentum', 'pullback'],
  kind: 'formula',
  source: `export default strategy({ name: 'Stochastic turn', timeframe: '1h' }, ({ close, ta }) => {
  const stoch = ta.stoch(14, 3, 3)
  const turned = ta.crossover(stoch.k, stoch.d) && ago(stoch.k, 1) < 30
  return {
    long: turned && close > ta.ema(close, 50),
    exitLong: stoch.k > 80,
    columns: { k: stoch.k, d: stoch.d },
  }
})
`,
}
