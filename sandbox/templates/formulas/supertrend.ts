import type { Template } from '../template'

export const supertrend: Template = {
  id: 'supertrend',
  title: 'Supertrend flip',
  summary: 'Follows Supertrend from turn to turn, on both sides.',
  tags: ['trend'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'Supertrend flip', timeframe: '1h', params: { factor: num(3, 0.5, 10), length: int(10, 2, 100) } },
  ({ ta, params }) => {
    const trend = ta.supertrend(params.factor, params.length)
    return {
      long: trend.up && !ago(trend.up, 1),
      short: !trend.up && ago(trend.up, 1),
      stopPrice: trend.line,
      columns: { line: trend.line },
    }
  },
)
`,
}
