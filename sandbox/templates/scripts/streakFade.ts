import type { Template } from '../template'

export const streakFade: Template = {
  id: 'streakFade',
  title: 'Streak fade',
  summary: 'Fades four falls in a row, counted in the script, if the last one was large.',
  tags: ['script', 'mean reversion'],
  kind: 'script',
  source: `export default script(
  { name: 'Streak fade', timeframe: '1h' },
  ({ open, close, ta }) => ({ open, close, atr: ta.atr(14) }),
  (bar, state) => {
    const fell = bar.close < (state.before ?? bar.open)
    state.falls = fell ? (state.falls ?? 0) + 1 : 0
    state.before = bar.close
    const large = bar.open - bar.close > 0.5 * bar.atr
    return { long: state.falls >= 4 && large, exitLong: !fell && bar.close > bar.open }
  },
)
`,
}
