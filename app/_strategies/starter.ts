import { drawn } from '@/sandbox/templates/drawn'
import type { Template } from '@/sandbox/templates/template'

const drawing: Template = {
  id: 'starter-drawing',
  title: 'Empty canvas',
  summary: 'Draw what you look for with blocks and wires.',
  tags: ['start here'],
  kind: 'graph',
  source: drawn({ version: 1, name: 'My first drawing', timeframe: '5m', blocks: [], wires: [] }),
}

export const STARTING_FORMULA: Template = {
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
}

const script: Template = {
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
}

/** What a new strategy begins with when no template is wanted: nothing, or something small and complete that is worth changing. */
export const STARTERS: readonly Template[] = [drawing, STARTING_FORMULA, script]

const OWN_NAME = /(["'])My first (?:drawing|rule|script)\1/

/** The source of a starter under the name its strategy is given. */
export const sourceNamed = ({ source }: Template, name: string): string =>
  source.replace(OWN_NAME, (_, quote: string) =>
    quote === '"' ? JSON.stringify(name) : `'${name.replace(/[\\']/g, '\\$&')}'`,
  )
