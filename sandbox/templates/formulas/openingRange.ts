import type { Template } from '../template'

export const openingRange: Template = {
  id: 'openingRange',
  title: 'Opening range breakout',
  summary: 'Closes above the first hour of the UTC day, once, with the range low as stop.',
  tags: ['intraday', 'breakout'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'Opening range breakout', timeframe: '15m', params: { minutes: int(60, 15, 240) } },
  ({ close, ta, params }) => {
    const range = ta.openingrange(0, params.minutes)
    const late = ta.minutesince(0) >= 22 * 60
    return {
      long: ta.crossover(close, range.high) && !late,
      exitLong: late || close < range.low,
      stopPrice: range.low,
      columns: { high: range.high, low: range.low },
    }
  },
)
`,
}
