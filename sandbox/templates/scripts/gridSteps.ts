import type { Template } from '../template'

export const gridSteps: Template = {
  id: 'gridSteps',
  title: 'Step down ladder',
  summary:
    'Remembers the last price it bought at and buys again only a step lower; sells all a step above the average.',
  tags: ['script', 'mean reversion'],
  kind: 'script',
  source: `export default script(
  { name: 'Step down ladder', timeframe: '1h', params: { step: num(2, 0.2, 20) } },
  ({ close, ta, params }) => ({ close, atr: ta.atr(14), step: ta.atr(14) * params.step }),
  (bar, state) => {
    const bought = state.bought ?? []
    const last = bought.length > 0 ? bought[bought.length - 1] : Infinity
    const average = bought.reduce((sum, price) => sum + price, 0) / Math.max(1, bought.length)
    const sell = bought.length > 0 && bar.close > average + bar.step
    const buy = !sell && bought.length < 5 && (last === Infinity || bar.close < last - bar.step)
    state.bought = sell ? [] : buy ? [...bought, bar.close] : bought
    return { long: buy, exitLong: sell, score: state.bought.length }
  },
)
`,
}
