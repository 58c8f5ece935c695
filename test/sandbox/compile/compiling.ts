// What the tests of the compiler share: sources in, programs, problems and columns out.
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { type Compiled, compileDocument } from '@/sandbox/compile/compile'
import type { CompileProblem } from '@/sandbox/compile/problems'
import { runScript } from '@/sandbox/host/script/script'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { ParamValue, Program, SeriesClock } from '@/sandbox/ir/program'
import { runScripts } from '@/sandbox/run/scripts'
import { type Tape, tapeOf } from '@/sandbox/run/tape'
import { nodeFence } from '@/server/guests/nodeFence'

export const fence = await nodeFence()

export const BARS = 300
export const bars = sampleBars({ bars: BARS, seed: 3 })

type Params = Readonly<Record<string, ParamValue>>

export const compile = (document: string, params: Params = {}): Compiled =>
  compileDocument(fence, { kind: 'formula', document, params })

/** The program of a source that has to compile. */
export function programOf(document: string, params: Params = {}): Program {
  const compiled = compile(document, params)
  if (!compiled.ok) throw new Error(`${compiled.problems.map(toldOf).join('\n')}\n${document}`)
  return compiled.program
}

export const problemsOf = (document: string, params: Params = {}): readonly CompileProblem[] =>
  compile(document, params).problems

/** The one problem of a source, as `line:column code sentence`. */
export function problemOf(document: string, params: Params = {}): string {
  const [first, ...rest] = problemsOf(document, params)
  return first && rest.length === 0 ? toldOf(first) : `${rest.length + (first ? 1 : 0)} problems`
}

const toldOf = ({ line, column, code, message }: CompileProblem) => `${line}:${column} ${code} ${message}`

const NAMES = 'open, high, low, close, volume, hl2, hlc3, ohlc4, time, barIndex, ta, params'

/** A strategy of one body; its first line is the source's second. */
export const formula = (body: string, settings = "name: 'A rule'"): string =>
  `export default strategy({ ${settings} }, ({ ${NAMES} }) => {\n${body}\n})\n`

/** A strategy that shows these expressions as columns. */
export const columns = (expressions: Readonly<Record<string, string>>): string =>
  formula(
    `return { columns: {\n${Object.entries(expressions)
      .map(([name, expression]) => `  ${name}: ${expression},`)
      .join('\n')}\n} }`,
  )

export const digestOf = (body: string): string => programOf(formula(body)).digest

interface Bars {
  readonly bars?: BarColumns
  readonly tapes?: (clock: SeriesClock) => Tape | null
}

/** Every output of a program over whole bars, its scripts run inside the fence. */
export function valuesOf(program: Program, { bars: given = bars, tapes }: Bars = {}) {
  const timeframe = program.timeframe ?? '1h'
  const work = runScripts(program, { timeframe, catalogue, tape: tapeOf(given), ...(tapes && { tapes }) })
  let due = work.next()
  while (!due.done) {
    const { code, columns } = due.value
    const segment = { symbol: 'BTCUSDT', from: 0, to: given.time.length, state: null }
    const ran = runScript(fence, code, { columns, segments: [segment] })
    if (!ran.ok) throw new Error(ran.error.message)
    due = work.next(ran.value.outputs)
  }
  const { plan, run } = due.value
  return Object.fromEntries(
    plan.merged.sinks[0]!.map(({ name, node }) => [name, Array.from(run.collected(node))]),
  )
}

/** One value a bar, from the numbers of that bar. */
export const onBars = (
  of: (
    bar: { open: number; high: number; low: number; close: number; volume: number },
    at: number,
  ) => unknown,
): number[] =>
  Array.from(bars.time, (_, at) =>
    Number(
      of(
        {
          open: bars.open[at]!,
          high: bars.high[at]!,
          low: bars.low[at]!,
          close: bars.close[at]!,
          volume: bars.volume[at]!,
        },
        at,
      ),
    ),
  )
