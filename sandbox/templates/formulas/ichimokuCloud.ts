import type { Template } from '../template'

export const ichimokuCloud: Template = {
  id: 'ichimokuCloud',
  title: 'Ichimoku cloud',
  summary: 'Conversion crosses base above the cloud.',
  tags: ['trend'],
  kind: 'formula',
  source: `export default strategy({ name: 'Ichimoku cloud', timeframe: '4h' }, ({ close, ta }) => {
  const cloud = ta.ichimoku(9, 26, 52)
  const top = math.max(cloud.cloudA, cloud.cloudB)
  return {
    long: ta.crossover(cloud.conversion, cloud.base) && close > top,
    exitLong: close < cloud.base,
    columns: { conversion: cloud.conversion, base: cloud.base, top },
  }
})
`,
}
