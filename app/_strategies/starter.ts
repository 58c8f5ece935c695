import type { Template } from '@/sandbox/templates/template'

/** What a new strategy begins with when no template is wanted: small, complete, and worth changing. */
export const STARTERS: readonly Template[] = [
  {
    id: 'starter-formula',
    title: 'Formula',
    summary: 'Describes what you look for, for all bars at once.',
    tags: ['start here'],
    kind: 'formula',
    source: `// Keeps symbols that are oversold while their long trend still rises.
export default strategy(
  { name: 'My first rule', timeframe: '5m', params: { length: int(14, 2, 100), floor: num(30, 1, 50) } },
  ({ close, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    const trend = ta.ema(close, 200)
    return { filter: rsi < params.floor && close > trend, score: -rsi, columns: { rsi, trend } }
  },
)
`,
  },
  {
    id: 'starter-script',
    title: 'Script',
    summary: 'Decides bar by bar, with a memory of its own.',
    tags: ['start here'],
    kind: 'script',
    source: `// Calls the third close in a row below the average.
export default script(
  { name: 'My first script', timeframe: '5m' },
  ({ close, ta }) => ({ close, average: ta.sma(close, 20) }),
  (bar, state) => {
    state.below = bar.close < bar.average ? (state.below ?? 0) + 1 : 0
    return { filter: state.below >= 3, score: state.below }
  },
)
`,
  },
]
