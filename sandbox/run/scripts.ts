import type { Catalogue } from '../ir/catalogue'
import type { NodeId, Program, ProgramScript, SeriesClock } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import { type Plan, planRun } from './plan'
import { Run } from './run'
import type { Tape } from './tape'

/** A script that is due: its columns are ready over every bar of the tape. */
export interface DueScript {
  readonly code: ProgramScript
  readonly columns: readonly Float64Array[]
  /** First row whose outputs are read by anything. */
  readonly wanted: number
}

export interface ScriptedRun {
  readonly plan: Plan
  readonly run: Run
}

interface Bars {
  readonly timeframe: Timeframe
  readonly catalogue: Catalogue
  readonly tape: Tape
  readonly tapes?: (clock: SeriesClock) => Tape | null
  /** Only the last bar's outputs are asked for. */
  readonly last?: boolean
}

/** One use of a script: the same code over the same columns, with the nodes that stand for its outputs. */
interface Use {
  readonly code: ProgramScript
  readonly inputs: readonly NodeId[]
  readonly nodes: { readonly node: NodeId; readonly output: number }[]
  readonly level: number
}

/**
 * Runs a program over a whole tape and stops wherever a script is due, for the caller to run it inside the fence: here or in
 * another process. Scripts that read other scripts come later. What it returns has advanced to the tape's end.
 */
export function* runScripts(
  program: Program,
  bars: Bars,
): Generator<DueScript, ScriptedRun, readonly Float64Array[]> {
  const given = new Map<NodeId, Float64Array>()
  const uses = usesOf(program)
  // a node that nothing reads is an output alone
  const read = new Set(program.nodes.flatMap(({ inputs }) => inputs))
  const end = bars.tape.end - bars.tape.first
  const levels = uses.reduce((most, { level }) => Math.max(most, level), 0)
  for (let level = 1; level <= levels; level++) {
    const due = uses.filter(use => use.level === level)
    const inputs = [...new Set(due.flatMap(use => use.inputs))]
    const { plan, run } = partRun(program, inputs, given, bars)
    const columnOf = (input: NodeId) =>
      run.collected(plan.merged.sinks[0]![inputs.indexOf(input)]!.node).slice()
    for (const { code, inputs, nodes } of due) {
      const from = bars.last && nodes.every(({ node }) => !read.has(node)) ? end - 1 : 0
      const columns = yield { code, columns: inputs.map(columnOf), wanted: Math.max(0, from) }
      for (const { node, output } of nodes) given.set(node, columns[output]!)
    }
  }
  return partRun(program, null, given, bars)
}

const usesOf = ({ nodes, scripts = [] }: Program): Use[] => {
  const uses = new Map<string, Use>()
  const levels: number[] = []
  for (const [node, { op, inputs, params }] of nodes.entries()) {
    const deepest = inputs.reduce((most, input) => Math.max(most, levels[input]!), 0)
    levels.push(op === 'script' ? deepest + 1 : deepest)
    if (op !== 'script') continue
    const code = scripts.find(({ digest }) => digest === params.code)
    if (!code) throw new Error('The program names a script that it does not bring.')
    const key = `${code.digest}|${inputs.join()}`
    const use = uses.get(key) ?? { code, inputs, nodes: [], level: deepest + 1 }
    uses.set(key, use)
    const output = code.outputs.findIndex(
      ({ name, from }) => params.output === (from === 'columns' ? `columns.${name}` : name),
    )
    use.nodes.push({ node, output })
  }
  return [...uses.values()]
}

/** Runs what `roots` rest on (null: the program's own outputs); scripts are as given. */
const partRun = (
  program: Program,
  roots: readonly NodeId[] | null,
  given: ReadonlyMap<NodeId, Float64Array>,
  { timeframe, catalogue, tape, tapes }: Bars,
): ScriptedRun => {
  // its columns are no longer needed; the number keeps two uses of one script apart
  const nodes = program.nodes.map((node, use) =>
    node.op === 'script' ? { ...node, inputs: [], params: { ...node.params, use } } : node,
  )
  const needed = new Uint8Array(nodes.length)
  const columns = roots?.map((node, at) => ({ name: String(at), node })) ?? program.columns
  const outputs = roots ? {} : program.outputs
  for (const { node } of columns) needed[node] = 1
  for (const node of Object.values(outputs)) needed[node] = 1
  for (let id = nodes.length - 1; id >= 0; id--)
    if (needed[id]) for (const input of nodes[id]!.inputs) needed[input] = 1
  const idOf: number[] = []
  let count = 0
  for (let id = 0; id < nodes.length; id++) idOf.push(needed[id] ? count++ : -1)
  const part: Program = {
    ...program,
    nodes: nodes
      .filter((_, id) => needed[id])
      .map(node => ({ ...node, inputs: node.inputs.map(input => idOf[input]!) })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, node]) => [name, idOf[node]!])),
    columns: columns.map(({ name, node }) => ({ name, node: idOf[node]! })),
  }
  const plan = planRun([part], { timeframe, catalogue })
  const byNode = new Map([...given].map(([node, column]) => [plan.merged.ids[0]![idOf[node]!], column]))
  const run = new Run(plan, {
    tape,
    ...(tapes && { tapes }),
    given: node => byNode.get(node) ?? MISSING,
    collect: true,
  })
  run.advance()
  return { plan, run }
}

const MISSING = new Float64Array(0)
