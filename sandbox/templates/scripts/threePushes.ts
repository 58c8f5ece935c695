import type { Template } from '../template'

export const threePushes: Template = {
  id: 'threePushes',
  title: 'Three pushes',
  summary: 'Counts pushes of RSI above 70 with a memory of its own and calls the third.',
  tags: ['script', 'momentum'],
  kind: 'script',
  source: `export default script(
  { name: 'Three pushes', timeframe: '15m' },
  ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }),
  (bar, state) => {
    const hot = bar.rsi > 70
    if (hot && !state.hot) state.pushes = (state.pushes ?? 0) + 1
    if (bar.rsi < 40) state.pushes = 0
    state.hot = hot
    return { filter: hot && state.pushes >= 3, score: state.pushes ?? 0 }
  },
)
`,
}
