export interface Snippet {
  readonly label: string
  readonly says: string
  readonly text: string
  /** Where it makes sense: at the beginning of a line of a document that has nothing yet, or inside a function. */
  readonly at: 'document' | 'inside'
}

/** Whole pieces to begin with; `$1` and the like are places to fill in, one after the other. */
export const SNIPPETS: readonly Snippet[] = [
  {
    label: 'strategy',
    at: 'document',
    says: 'A formula: describes what you look for, for all bars at once.',
    text: `export default strategy(
  { name: '\${1:My rule}', timeframe: '\${2:1h}', params: { length: int(14, 2, 200) } },
  ({ close, ta, params }) => {
    const rsi = ta.rsi(close, params.length)
    return { filter: rsi < \${3:30}, score: -rsi, columns: { rsi } }$0
  },
)
`,
  },
  {
    label: 'script',
    at: 'document',
    says: 'A script: decides bar by bar, with a memory of its own.',
    text: `export default script(
  { name: '\${1:My script}', timeframe: '\${2:1h}' },
  ({ close, ta }) => ({ average: ta.sma(close, 20) }),
  (bar, state) => {
    state.below = bar.close < bar.average ? (state.below ?? 0) + 1 : 0
    return { filter: state.below >= \${3:3} }$0
  },
)
`,
  },
  {
    label: 'slower bars',
    at: 'inside',
    says: 'A series of a slower timeframe, seen through its last closed bar.',
    text: `const \${1:trend} = tf('\${2:4h}', m => ta.ema(m.close, \${3:50}))`,
  },
  {
    label: 'another instrument',
    at: 'inside',
    says: 'A series of another instrument, aligned by close time.',
    text: `const \${1:market} = symbol('\${2:BTCUSDT}', m => ta.roc(m.close, \${3:24}))`,
  },
  {
    label: 'where',
    at: 'inside',
    says: 'Chooses on every bar: what an if is for plain values.',
    text: `where(\${1:condition}, \${2:yes}, \${3:no})`,
  },
  {
    label: 'one after the other',
    at: 'inside',
    says: 'True where the second condition comes within some bars of the first.',
    text: `sequence(\${1:first}, \${2:second}, \${3:10})`,
  },
  {
    label: 'per bar',
    at: 'inside',
    says: 'A function that runs on every bar, with plain numbers and a memory.',
    text: `const \${1:counted} = perBar({ close }, (bar, state) => {
  state.count = (state.count ?? 0) + 1
  return { \${2:count}: state.count }
})`,
  },
  {
    label: 'crossing averages',
    at: 'inside',
    says: 'A fast average crosses over a slow one.',
    text: `const fast = ta.ema(close, \${1:12})
const slow = ta.ema(close, \${2:26})
const crossed = ta.crossover(fast, slow)`,
  },
]
