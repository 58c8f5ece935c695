import type { Template } from '../template'

export const keltnerPullback: Template = {
  id: 'keltnerPullback',
  title: 'Keltner pullback',
  summary: 'An uptrend touches the lower half of its Keltner channel and turns.',
  tags: ['trend', 'pullback'],
  kind: 'formula',
  source: `export default strategy({ name: 'Keltner pullback', timeframe: '1h' }, ({ open, close, low, ta }) => {
  const channel = ta.kc(close, 20, 2)
  const trend = ta.ema(close, 50)
  const touched = within(low < channel.lower, 3)
  return {
    long: touched && close > open && close > ago(close, 1) && ta.rising(trend, 3),
    exitLong: close > channel.upper,
    stopPrice: close - 2 * ta.atr(14),
    columns: { upper: channel.upper, lower: channel.lower, trend },
  }
})
`,
}
