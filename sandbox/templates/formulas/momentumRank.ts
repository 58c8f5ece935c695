import type { Template } from '../template'

export const momentumRank: Template = {
  id: 'momentumRank',
  title: 'Momentum rank',
  summary: 'Ranks a universe by momentum over volatility; keeps what is above its average.',
  tags: ['screen', 'momentum'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'Momentum rank', timeframe: '1d', params: { length: int(30, 5, 250) } },
  ({ close, ta, params }) => {
    const gain = ta.roc(close, params.length)
    const noise = ta.natr(params.length)
    const score = gain / noise
    return {
      filter: close > ta.sma(close, 50) && gain > 0 && ta.relativevolume(20) > 0.5,
      score,
      columns: { gain, noise },
    }
  },
)
`,
}
