import type { Template } from '../template'

export const vwapReclaim: Template = {
  id: 'vwapReclaim',
  title: 'VWAP reclaim',
  summary: 'Price was below the day’s VWAP for a while and closes back above it on volume.',
  tags: ['intraday', 'volume'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'VWAP reclaim', timeframe: '5m', params: { below: int(4, 1, 50) } },
  ({ close, ta, params }) => {
    const vwap = ta.vwap('day')
    const under = ta.sma(where(close < vwap, 1, 0), params.below) >= 1
    return {
      long: ago(under, 1) && close > vwap && ta.volumefilter(20, 1),
      exitLong: ta.crossunder(close, vwap),
      columns: { vwap },
    }
  },
)
`,
}
