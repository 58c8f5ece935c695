import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { compileDocument } from '@/sandbox/compile/compile'
import { runScript } from '@/sandbox/host/script/script'
import type { Program } from '@/sandbox/ir/program'
import { runScripts } from '@/sandbox/run/scripts'
import { tapeOf } from '@/sandbox/run/tape'
import { judgeBatch, type RunScript } from '@/server/engine/judge'
import { openScreen } from '@/server/engine/screen'
import { nodeFence } from '@/server/guests/nodeFence'

const fence = await nodeFence()
const BARS = 600

const programOf = (document: string): Program => {
  const compiled = compileDocument(fence, { kind: 'script', document })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.program
}
const FILTER = programOf(
  'export default (ticker, klines, helpers) => helpers.getLatestRSI(klines, 14) < 50 && ticker.lastPrice > 0',
)
const STATELESS = programOf(
  "export default script({ name: 'x' }, ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }), bar => ({ filter: bar.rsi < 50, score: bar.rsi }))",
)
const COUNTING = programOf(
  "export default script({ name: 'x' }, ({ close }) => ({ up: close > ago(close, 1) }), (bar, state) => { state.n = bar.up ? (state.n ?? 0) + 1 : 0; return { filter: state.n > 1, score: state.n } })",
)

const symbols = ['AAA', 'BBB', 'CCC', 'DDD']
const barsOf = (symbol: string) => sampleBars({ bars: BARS, seed: symbol.charCodeAt(0) })

/** What a run over every bar says at the last. */
function plainly(program: Program, symbol: string): { matched: boolean; score: number } {
  const steps = runScripts(program, { timeframe: '1h', catalogue, tape: tapeOf(barsOf(symbol)) })
  let step = steps.next()
  while (!step.done) {
    const { code, columns } = step.value
    const ran = runScript(fence, code, { columns, segments: [{ symbol, from: 0, to: BARS, state: null }] })
    if (!ran.ok) throw new Error(ran.error.message)
    step = steps.next(ran.value.outputs)
  }
  const { plan, run } = step.value
  const last = (name: string) => {
    const sink = plan.merged.sinks[0]?.find(each => each.name === name)
    return sink ? run.latest(sink.node) : Number.NaN
  }
  return { matched: last('filter') === 1, score: last('score') }
}

test.each([
  ['a filter of the old shape', FILTER, 20_000_000],
  ['code that looks at one bar', STATELESS, 200_000],
  ['code with a state', COUNTING, 5_000_000],
])(
  '%s is entered once for all symbols, and says at the last bar what it says in a whole run',
  async (_, program, most) => {
    let crossings = 0
    let fuel = 0
    const asked: RunScript = async (code, tasks) => {
      crossings++
      const all = tasks.map(({ columns }) => columns)
      const columns = code.fields.map((_, field) =>
        Float64Array.from(all.flatMap(each => [...(each[field] ?? [])])),
      )
      const segments = tasks.map(({ symbol, wanted }, at) => ({
        symbol,
        from: at * BARS,
        to: (at + 1) * BARS,
        state: null,
        wanted: at * BARS + wanted,
      }))
      const ran = runScript(fence, code, { columns, segments })
      if (!ran.ok) throw new Error(ran.error.message)
      fuel += ran.fuelUsed
      return segments.map(({ from, to }) => ran.value.outputs.map(output => output.subarray(from, to)))
    }
    const screen = openScreen(program, '1h', catalogue)
    const candidates = symbols.map(symbol => ({ symbol, bars: { own: barsOf(symbol), others: () => null } }))
    const rows = await judgeBatch(screen, candidates, asked)
    expect(crossings).toBe(1)
    expect(rows.map(row => row?.symbol)).toEqual(symbols)
    for (const row of rows) {
      const { matched, score } = plainly(program, row?.symbol ?? '')
      expect([row?.matched, row?.score]).toEqual([matched, Number.isNaN(score) ? null : score])
    }
    expect(fuel).toBeLessThan(most)
  },
)
