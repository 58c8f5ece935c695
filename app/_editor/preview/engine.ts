import { type Bias, checkBias } from '@/sandbox/bias/bias'
import { evaluateOver } from '@/sandbox/bias/evaluate'
import { catalogue } from '@/sandbox/catalogue/index'
import type { Document } from '@/sandbox/compile/compiled'
import { placeInGraph } from '@/sandbox/compile/graph/codePlace'
import { type Preview, previewDocument } from '@/sandbox/compile/preview'
import { type CompileProblem, problem } from '@/sandbox/compile/problems'
import { placeInDocument } from '@/sandbox/compile/scriptCode'
import type { GuestLog, HostError } from '@/sandbox/host/engine'
import type { Fence } from '@/sandbox/host/fence'
import { runScript } from '@/sandbox/host/script/script'
import {
  type NodeId,
  type Origin,
  type Program,
  type ProgramScript,
  type SeriesClock,
  SIGNAL_OUTPUTS,
} from '@/sandbox/ir/program'
import { planRun } from '@/sandbox/run/plan'
import { type DueScript, runScripts, type ScriptedRun } from '@/sandbox/run/scripts'
import { type Tape, tapeOf } from '@/sandbox/run/tape'
import { watch } from '@/sandbox/run/watch'
import type { CheckedEdit, CompiledEdit, Fired, PreviewBars, RanEdit } from './protocol'

/** Values kept at once: 80 MB of them. */
const MOST_VALUES = 10_000_000

/** A script that fails says so instead of giving columns. */
class ScriptFailed extends Error {
  readonly problem: CompileProblem
  constructor(problem: CompileProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** There is something newer to do. */
class Superseded extends Error {}

/** Compiles one document after the other and brings it through the bars at hand. It lives in a worker; tests run it in Node. */
export class PreviewEngine {
  readonly #fence: Fence
  readonly #now: () => number
  #edit = 0
  #preview: Preview | null = null
  #document: Document | null = null
  #bars: { readonly number: number; readonly given: PreviewBars } | null = null

  constructor(fence: Fence, now: () => number) {
    this.#fence = fence
    this.#now = now
  }

  /** Brings the fence’s rooms up, so that the first document does not wait for them. */
  warm(): void {
    previewDocument(this.#fence, {
      kind: 'formula',
      document: "export default strategy({ name: 'x' }, ({ close }) => ({ score: close }))",
    })
  }

  compile(edit: number, document: Document): CompiledEdit {
    const began = this.#now()
    const preview = previewDocument(this.#fence, document)
    this.#preview = preview
    this.#document = document
    this.#edit = edit
    const { compiled, program, ports, named } = preview
    return {
      edit,
      ok: compiled.ok,
      documentKind: compiled.ok ? compiled.kind : document.kind,
      problems: compiled.problems,
      program,
      ports,
      named,
      needs: program ? clocksOf(program) : [],
      compileMs: this.#now() - began,
    }
  }

  load(number: number, given: PreviewBars): void {
    this.#bars = { number, given }
  }

  /** Null while there is no document or no bar. */
  run(): RanEdit | null {
    const [preview, bars] = [this.#preview, this.#bars]
    if (!preview?.program || !bars || bars.given.own.time.length === 0) return null
    const began = this.#now()
    const { program } = preview
    const rows = bars.given.own.time.length
    const chosen = chosenNodes(preview, program, rows)
    const { program: watched, columnOf, columns } = watch(program, node => chosen[node] === 1)
    const logs: GuestLog[] = []
    const problems: CompileProblem[] = []
    const values = new Float64Array(columns * rows)
    const scripted = this.#through(watched, bars.given, logs, failed => problems.push(failed))
    for (const [at, { node }] of (scripted?.plan.merged.sinks[0] ?? []).entries())
      values.set(scripted!.run.collected(node), at * rows)
    if (!scripted) values.fill(Number.NaN)
    return {
      edit: this.#edit,
      bars: bars.number,
      rows,
      values,
      columnOf,
      fired: scripted ? firedIn(program, values, columnOf, rows) : [],
      logs,
      problems,
      runMs: this.#now() - began,
    }
  }

  /**
   * Whether the rule looks ahead or never settles, and what a bar costs. It takes a while; between two pieces of it `goesOn` may end
   * it, and the answer is then null as it is for a document that does not compile.
   */
  async check(goesOn: () => Promise<boolean>): Promise<CheckedEdit | null> {
    const [preview, bars] = [this.#preview, this.#bars]
    const [edit, compiled] = [this.#edit, preview?.compiled]
    if (!compiled?.ok || !bars || bars.given.own.time.length === 0) return null
    const { program } = compiled
    const { own, timeframe, symbol } = bars.given
    const evaluate = evaluateOver({
      bars: own,
      timeframe,
      catalogue,
      tapes: tapesOf(bars.given),
      answer: async due => this.#answer(program, due, symbol, []),
    })
    let bias: Bias | null = null
    try {
      bias = await checkBias({
        symbol,
        program,
        catalogue,
        timeframe,
        bars: own.time.length,
        evaluate: async (...asked) => {
          if (!(await goesOn())) throw new Superseded()
          return evaluate(...asked)
        },
      })
    } catch (failed) {
      if (failed instanceof Superseded) return null
      if (!(failed instanceof ScriptFailed)) throw failed
    }
    return {
      edit,
      bars: bars.number,
      bias,
      guilty: bias ? guiltyOf(bias) : [],
      microsPerBar: this.#costOf(program, bars.given),
    }
  }

  #through(
    program: Program,
    given: PreviewBars,
    logs: GuestLog[],
    failed: (problem: CompileProblem) => void,
  ): ScriptedRun | null {
    try {
      const work = runScripts(program, {
        timeframe: given.timeframe,
        catalogue,
        tape: tapeOf(given.own),
        tapes: tapesOf(given),
      })
      let step = work.next()
      while (!step.done) step = work.next(this.#answer(program, step.value, given.symbol, logs))
      return step.value
    } catch (thrown) {
      if (!(thrown instanceof ScriptFailed)) throw thrown
      failed(thrown.problem)
      return null
    }
  }

  #answer(
    program: Program,
    { code, columns, wanted }: DueScript,
    symbol: string,
    logs: GuestLog[],
  ): readonly Float64Array[] {
    const to = columns[0]?.length ?? this.#bars?.given.own.time.length ?? 0
    const ran = runScript(this.#fence, code, {
      columns,
      segments: [{ symbol, from: 0, to, state: null, wanted }],
    })
    logs.push(...ran.logs)
    if (!ran.ok) {
      const own = this.#bars?.given.own.time
      // a script on other bars counts those
      const { bar } = ran.error
      const at = bar !== undefined && own && to === own.length ? { bar, time: own[bar] ?? 0 } : null
      if (at) logs.push({ bar: at.bar, text: `Failed: ${ran.error.message}` })
      throw new ScriptFailed(scriptProblem(program, code, ran.error, at, this.#document))
    }
    return ran.value.outputs
  }

  /** The best of a few runs over the whole history: others disturb it, none makes it faster. */
  #costOf(program: Program, given: PreviewBars): number {
    let best = Number.POSITIVE_INFINITY
    for (let times = 0; times < 3; times++) {
      const began = this.#now()
      if (!this.#through(program, given, [], () => {})) return Number.NaN
      best = Math.min(best, this.#now() - began)
      if (best > 300) break
    }
    return (best * 1000) / given.own.time.length
  }
}

/** Any timeframe will do to see which other clocks there are, as long as it is none of them. */
function clocksOf(program: Program): readonly SeriesClock[] {
  const found = new Map<string, SeriesClock>()
  const { lanes } = planRun([program], { timeframe: program.timeframe ?? '1m', catalogue })
  for (const { timeframe, instrument } of lanes.slice(1))
    found.set(`${timeframe} ${instrument}`, { timeframe, instrument })
  return [...found.values()]
}

const tapesOf =
  ({ others, timeframe: own }: PreviewBars) =>
  ({ timeframe, instrument }: SeriesClock): Tape | null => {
    const known = others.find(
      ({ clock }) => clock.instrument === instrument && (clock.timeframe ?? own) === (timeframe ?? own),
    )
    return known ? tapeOf(known.bars) : null
  }

/** All nodes, or, where those are too many, those that somebody may ask for. */
function chosenNodes({ ports, named }: Preview, program: Program, rows: number): Uint8Array {
  const chosen = new Uint8Array(program.nodes.length)
  if (program.nodes.length * rows <= MOST_VALUES) return chosen.fill(1)
  const asked = [
    ...Object.values(program.outputs),
    ...program.columns.map(({ node }) => node),
    ...ports.map(({ node }) => node),
    ...named.map(({ node }) => node),
  ]
  let left = Math.floor(MOST_VALUES / rows)
  const choose = (node: NodeId) => {
    if (chosen[node] === 1 || left <= 0) return
    chosen[node] = 1
    left--
  }
  for (const node of asked) choose(node)
  for (const [node, { type, inputs }] of program.nodes.entries())
    if (type.kind === 'bool') for (const each of [node, ...inputs]) choose(each)
  return chosen
}

function firedIn(program: Program, values: Float64Array, columnOf: Int32Array, rows: number): Fired[] {
  return SIGNAL_OUTPUTS.flatMap(output => {
    const node = program.outputs[output]
    const column = node === undefined ? -1 : columnOf[node]!
    if (column < 0) return []
    const begins: number[] = []
    let count = 0
    let before = 0
    for (let row = 0; row < rows; row++) {
      const now = values[column * rows + row]!
      if (now === 1) {
        count++
        if (before !== 1) begins.push(row)
      }
      before = now
    }
    return [{ output, count, begins: Int32Array.from(begins) }]
  })
}

function guiltyOf({ prefix, start }: Bias): Origin[] {
  const found = [
    ...(prefix.kind === 'peeks' && prefix.culprit ? [prefix.culprit] : []),
    ...(start.kind === 'unsettled' ? [start.culprit] : []),
    ...(start.kind === 'endless' ? start.culprits : []),
  ]
  return found.flatMap(({ origins }) => origins)
}

/** The bar on which something happened. */
interface AtBar {
  readonly bar: number
  /** When it opened. */
  readonly time: number
}

function scriptProblem(
  { nodes, origins }: Program,
  code: ProgramScript,
  error: HostError,
  at: AtBar | null,
  document: Document | null,
): CompileProblem {
  const node = nodes.findIndex(({ op, params }) => op === 'script' && params.code === code.digest)
  const block = origins[node]?.find(origin => origin.kind === 'block')?.block
  const { line, column } = placeInDocument(code, error.line, error.column)
  const place = line === null ? null : { line, ...(column !== null && { column }) }
  // lines of a printed graph mean nothing to its author, those of a block's own text do
  const inBlock =
    block && document?.kind === 'graph' && place
      ? placeInGraph(document.document, block, place.line, place.column)
      : null
  const on = at ? ` on bar ${at.bar}, ${new Date(at.time).toISOString().slice(0, 16).replace('T', ' ')}` : ''
  const where = block ? { block, ...inBlock } : { ...place }
  switch (error.kind) {
    case 'fuel':
    case 'deadline':
      return problem(
        'out-of-fuel',
        `The script takes too long${on} and was stopped. Look for a loop without end.`,
        where,
      )
    case 'memory':
      return problem(
        'out-of-memory',
        `The script wants more memory than there is${on}: ${sentence(error.message)} Keep less of the past.`,
        where,
      )
    default:
      return problem(
        'runtime',
        `The script failed${on}: ${sentence(error.message)} Mend what fails here.`,
        where,
      )
  }
}

/** What a guest throws ends as its author wrote it. */
const sentence = (words: string): string => (/[.!?…]$/.test(words.trimEnd()) ? words : `${words}.`)
