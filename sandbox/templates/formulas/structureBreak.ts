import type { Template } from '../template'

export const structureBreak: Template = {
  id: 'structureBreak',
  title: 'Change of character',
  summary:
    'Market structure turns up, entered at the close with the swing low as stop and twice the risk as target.',
  tags: ['structure', 'smart money'],
  kind: 'formula',
  source: `export default strategy({ name: 'Change of character', timeframe: '1h' }, ({ ta }) => {
  const structure = ta.marketstructure(5, 5)
  const swings = ta.swings(5, 5)
  return {
    long: structure.chochUp,
    exitLong: structure.bosDown || structure.chochDown,
    stopPrice: swings.low,
    targetPrice: ta.riskmultiple(swings.low, 2),
    size: ta.risksize(swings.low, 1, 1),
    columns: { trend: structure.trend, swingHigh: swings.high, swingLow: swings.low },
  }
})
`,
}
