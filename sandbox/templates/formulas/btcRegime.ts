import type { Template } from '../template'

export const btcRegime: Template = {
  id: 'btcRegime',
  title: 'BTC regime filter',
  summary: 'Strength against BTC, and only while BTC itself is above its average.',
  tags: ['market filter', 'momentum'],
  kind: 'formula',
  source: `export default strategy({ name: 'BTC regime filter', timeframe: '1h' }, ({ close, ta }) => {
  const btc = symbol('BTCUSDT', m => m.close)
  const calm = symbol('BTCUSDT', m => m.close > m.ta.sma(m.close, 50))
  const strength = ta.relativestrength(close, btc, 24)
  return {
    filter: calm && strength.change > 0 && close > ta.ema(close, 50),
    score: strength.change,
    columns: { change: strength.change, ratioRsi: strength.rsi },
  }
})
`,
}
