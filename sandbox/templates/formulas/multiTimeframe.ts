import type { Template } from '../template'

export const multiTimeframe: Template = {
  id: 'multiTimeframe',
  title: 'Multi-timeframe trend',
  summary: 'Trades pullbacks of the hour only while the four-hour averages agree.',
  tags: ['trend', 'multi-timeframe'],
  kind: 'formula',
  source: `export default strategy({ name: 'Multi-timeframe trend', timeframe: '1h' }, ({ close, ta }) => {
  const rising = tf('4h', m => m.ta.ema(m.close, 9) > m.ta.ema(m.close, 21))
  const fast = ta.ema(close, 9)
  const slow = ta.ema(close, 21)
  return {
    long: rising && ta.crossover(close, fast) && close > slow,
    exitLong: !rising || ta.crossunder(close, slow),
    columns: { fast, slow },
  }
})
`,
}
