import type { Template } from '../template'

export const priorDayLevels: Template = {
  id: 'priorDayLevels',
  title: 'Prior day levels',
  summary: 'Closes above yesterday’s high after trading below it today.',
  tags: ['intraday', 'levels'],
  kind: 'formula',
  source: `export default strategy({ name: 'Prior day levels', timeframe: '15m' }, ({ close, ta }) => {
  const prior = ta.priorperiod('day')
  const pivots = ta.pivotpoints('classic', 'day')
  return {
    long: ta.crossover(close, prior.high),
    exitLong: ta.crossunder(close, pivots.p),
    targetPrice: pivots.r2,
    stopPrice: pivots.p,
    columns: { high: prior.high, pivot: pivots.p, r1: pivots.r1 },
  }
})
`,
}
