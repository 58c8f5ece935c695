import type { Template } from '../template'

export const macdVolume: Template = {
  id: 'macdVolume',
  title: 'MACD with volume',
  summary: 'MACD crosses its signal line on a busy bar.',
  tags: ['momentum', 'volume'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'MACD with volume', timeframe: '1h', params: { busy: num(1.2, 0.5, 10) } },
  ({ close, ta, params }) => {
    const macd = ta.macd(close, 12, 26, 9)
    const busy = ta.volumefilter(20, params.busy)
    return {
      long: ta.crossover(macd.macd, macd.signal) && busy,
      exitLong: ta.crossunder(macd.macd, macd.signal),
      columns: { histogram: macd.histogram, relative: ta.relativevolume(20) },
    }
  },
)
`,
}
