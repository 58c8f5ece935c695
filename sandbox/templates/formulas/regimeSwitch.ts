import type { Template } from '../template'

export const regimeSwitch: Template = {
  id: 'regimeSwitch',
  title: 'Regime switch',
  summary: 'Trend following in calm rising markets, buying dips in wild ones, nothing in falling ones.',
  tags: ['market filter', 'statistics'],
  kind: 'formula',
  source: `export default strategy({ name: 'Regime switch', timeframe: '1h' }, ({ close, ta }) => {
  const regime = ta.regime(close, 100, 14, 100)
  const breakout = ta.breakout(20).up
  const dip = ta.rsi(close, 3) < 20
  return {
    long: regime.up && where(regime.volatile, dip, breakout),
    exitLong: !regime.up || ta.rsi(close, 3) > 85,
    columns: { quadrant: regime.quadrant },
  }
})
`,
}
