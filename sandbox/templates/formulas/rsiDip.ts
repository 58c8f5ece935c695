import type { Template } from '../template'

export const rsiDip: Template = {
  id: 'rsiDip',
  title: 'RSI dip in an uptrend',
  summary: 'Buys a short dip while price holds above its long average; leaves when RSI has recovered.',
  tags: ['mean reversion', 'beginner'],
  kind: 'formula',
  source: `export default strategy(
  {
    name: 'RSI dip in an uptrend',
    timeframe: '1h',
    params: { length: int(4, 2, 50), dip: num(30, 5, 50), recovered: num(60, 40, 95), trend: int(100, 20, 500) },
  },
  ({ close, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    const trend = ta.sma(close, params.trend)
    return {
      long: close > trend && rsi < params.dip,
      exitLong: rsi > params.recovered,
      score: -rsi,
      columns: { rsi, trend },
    }
  },
)
`,
}
