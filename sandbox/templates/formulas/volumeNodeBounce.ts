import type { Template } from '../template'

export const volumeNodeBounce: Template = {
  id: 'volumeNodeBounce',
  title: 'High-volume node bounce',
  summary: 'A hammer or engulfing bar close above a high-volume node.',
  tags: ['volume profile', 'reversal'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'High-volume node bounce', timeframe: '1h', params: { near: num(1.5, 0.1, 10) } },
  ({ ta, params }) => {
    const nodes = ta.volumenodes(100, 24, 70)
    const reversal = ta.engulfing().bullish || ta.hammer() || ta.pinbar(60).bullish
    return {
      long: reversal && nodes.belowPercent < params.near,
      targetPrice: nodes.above,
      score: -nodes.belowPercent,
      columns: { below: nodes.below, above: nodes.above },
    }
  },
)
`,
}
