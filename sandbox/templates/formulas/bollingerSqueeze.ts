import type { Template } from '../template'

export const bollingerSqueeze: Template = {
  id: 'bollingerSqueeze',
  title: 'Bollinger squeeze',
  summary: 'Waits for bands narrower than usual, then trades the close outside them.',
  tags: ['volatility', 'breakout'],
  kind: 'formula',
  source: `export default strategy(
  {
    name: 'Bollinger squeeze',
    timeframe: '1h',
    params: { length: int(20, 5, 200), mult: num(2, 0.5, 5), narrow: num(30, 1, 60) },
  },
  ({ close, ta, params }) => {
    const bb = ta.bb(close, params.length, params.mult)
    const rank = ta.bbrank(close, params.length, params.mult, 120)
    const quiet = within(rank < params.narrow, 6)
    return {
      long: ta.crossover(close, bb.upper) && quiet,
      exitLong: ta.crossunder(close, bb.middle),
      score: -rank,
      columns: { upper: bb.upper, lower: bb.lower, rank },
    }
  },
)
`,
}
