import type { Template } from '../template'

export const emaCross: Template = {
  id: 'emaCross',
  title: 'EMA cross',
  summary: 'Long while a fast EMA is above a slow one; out when it falls below.',
  tags: ['trend', 'beginner'],
  kind: 'formula',
  source: `export default strategy(
  { name: 'EMA cross', timeframe: '1h', params: { fast: int(12, 2, 200), slow: int(26, 3, 500) } },
  ({ close, ta, params }) => {
    const fast = ta.ema(close, params.fast)
    const slow = ta.ema(close, params.slow)
    return {
      long: ta.crossover(fast, slow),
      exitLong: ta.crossunder(fast, slow),
      columns: { fast, slow },
    }
  },
)
`,
}
