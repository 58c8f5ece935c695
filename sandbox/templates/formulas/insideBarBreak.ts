import type { Template } from '../template'

export const insideBarBreak: Template = {
  id: 'insideBarBreak',
  title: 'Inside bar break',
  summary: 'An inside or narrow bar, then a close beyond it.',
  tags: ['pattern', 'breakout'],
  kind: 'formula',
  source: `export default strategy({ name: 'Inside bar break', timeframe: '4h' }, ({ high, low, close, ta }) => {
  const tight = ta.insidebar() || ta.narrowrange(7)
  const trend = ta.ema(close, 34)
  return {
    long: ago(tight, 1) && close > ago(high, 1) && close > trend,
    exitLong: close < trend,
    stopPrice: ago(low, 1),
    columns: { trend },
  }
})
`,
}
