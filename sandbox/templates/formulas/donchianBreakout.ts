import type { Template } from '../template'

export const donchianBreakout: Template = {
  id: 'donchianBreakout',
  title: 'Donchian breakout',
  summary: 'The turtle rule: in on a new extreme, out on the opposite shorter one, stop two ATRs away.',
  tags: ['trend', 'breakout'],
  kind: 'formula',
  source: `export default strategy(
  {
    name: 'Donchian breakout',
    timeframe: '4h',
    params: { entry: int(20, 5, 200), exit: int(10, 3, 100), stop: num(2, 0.5, 10) },
  },
  ({ close, ta, params }) => {
    const entry = ta.donchian(params.entry)
    const exit = ta.donchian(params.exit)
    const atr = ta.atr(20)
    return {
      long: close > ago(entry.upper, 1),
      exitLong: close < ago(exit.lower, 1),
      short: close < ago(entry.lower, 1),
      exitShort: close > ago(exit.upper, 1),
      trailDistance: atr * params.stop,
      columns: { upper: entry.upper, lower: entry.lower },
    }
  },
)
`,
}
