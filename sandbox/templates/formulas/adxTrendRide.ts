import type { Template } from '../template'

export const adxTrendRide: Template = {
  id: 'adxTrendRide',
  title: 'ADX trend ride',
  summary: 'Directional movement turns up while the trend is strong enough; leaves when it fades.',
  tags: ['trend'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'ADX trend ride', timeframe: '1h', params: { strong: num(20, 5, 60) } },
  ({ ta, params }) => {
    const dmi = ta.adx(14)
    return {
      long: ta.crossover(dmi.plusDI, dmi.minusDI) && dmi.adx > params.strong,
      exitLong: ta.crossunder(dmi.plusDI, dmi.minusDI),
      trailDistance: 3 * ta.atr(14),
      columns: { adx: dmi.adx, plus: dmi.plusDI, minus: dmi.minusDI },
    }
  },
)
`,
}
