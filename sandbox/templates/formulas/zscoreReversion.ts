import type { Template } from '../template'

export const zscoreReversion: Template = {
  id: 'zscoreReversion',
  title: 'Z-score reversion',
  summary: 'Buys two deviations under the mean when the market does not trend; sells back at the mean.',
  tags: ['mean reversion', 'statistics'],
  kind: 'formula',
  source: `export default strategy(
  {
    name: 'Z-score reversion',
    timeframe: '1h',
    params: { length: int(50, 10, 300), entry: num(2, 0.5, 5), quiet: num(30, 5, 60) },
  },
  ({ close, ta, params }) => {
    const z = ta.zscore(close, params.length)
    const adx = ta.adx(14).adx
    return {
      long: z < -params.entry && adx < params.quiet,
      exitLong: z > 0,
      score: -z,
      columns: { z, adx },
    }
  },
)
`,
}
