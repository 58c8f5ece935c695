import type { Template } from '../template'

export const rsiDivergence: Template = {
  id: 'rsiDivergence',
  title: 'RSI divergence',
  summary: 'Price makes a lower low that RSI does not confirm.',
  tags: ['reversal', 'divergence'],
  kind: 'formula',
  source: `export default strategy({ name: 'RSI divergence', timeframe: '1h' }, ({ close, ta }) => {
  const rsi = ta.rsi(close, 14)
  const found = ta.divergence(rsi, 5, 3, 5, 60)
  return {
    long: found.bullish,
    exitLong: found.bearish || rsi > 70,
    stopPrice: ta.lowest(close, 10) - ta.atr(14),
    columns: { rsi },
  }
})
`,
}
