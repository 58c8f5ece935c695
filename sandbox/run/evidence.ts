import { type Catalogue, operatorOf } from '../ir/catalogue'
import type { NodeId, ParamValue, Program, SeriesClock, ValueKind } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import { type Plan, planRun, sinkOf } from './plan'
import { Run } from './run'
import type { Tape } from './tape'

/** Why an output has its value on a bar: the node it comes from, and what that rests on. Plain data, fit for a database row. */
export interface Evidence {
  readonly node: NodeId
  readonly op: string
  readonly title: string
  /** What the author calls it: names of formulas, labels of blocks. */
  readonly names: readonly string[]
  readonly params: Readonly<Record<string, ParamValue>>
  readonly clock: SeriesClock
  readonly kind: ValueKind
  /** Null where it is missing. */
  readonly value: number | null
  /** How far a comparison is from turning: its first side less its second. */
  readonly margin?: number
  /** What decided it: of a true `or` the true sides alone, of a false `and` the false ones. */
  readonly inputs: readonly Evidence[]
  /** Set where the node has been told of before; its inputs are there. */
  readonly again?: true
}

const COMPARISONS = ['gt', 'ge', 'lt', 'le', 'eq', 'ne', 'crossover', 'crossunder', 'cross']

/** Explains one output of a program by the values of its nodes, which `read` gives by their ids in the program. */
export const explain = (
  program: Program,
  root: NodeId,
  read: (node: NodeId) => number,
  catalogue: Catalogue,
): Evidence => {
  const told = new Set<NodeId>()
  const tell = (id: NodeId): Evidence => {
    const node = program.nodes[id]!
    const value = read(id)
    const again = told.has(id) && node.inputs.length > 0
    told.add(id)
    const [a, b] = node.inputs
    const margin = COMPARISONS.includes(node.op) ? read(a!) - read(b!) : NaN
    return {
      node: id,
      op: node.op,
      title: operatorOf(catalogue, node.op).title,
      names: program.names.filter(name => name.node === id).map(({ name }) => name),
      params: node.params,
      clock: node.type.clock,
      kind: node.type.kind,
      value: Number.isNaN(value) ? null : value,
      ...(Number.isNaN(margin) ? {} : { margin }),
      inputs: again ? [] : deciding(node.op, node.inputs, value, read).map(tell),
      ...(again ? { again } : {}),
    }
  }
  return tell(root)
}

const deciding = (
  op: string,
  inputs: readonly NodeId[],
  value: number,
  read: (node: NodeId) => number,
): readonly NodeId[] => {
  if ((op === 'or' && value === 1) || (op === 'and' && value === 0))
    return inputs.filter(input => read(input) === value)
  if (op === 'where') {
    const [cond, yes, no] = inputs
    const taken = read(cond!)
    return taken === 1 ? [cond!, yes!] : taken === 0 ? [cond!, no!] : [cond!]
  }
  return inputs
}

/** Explains an output on the last bar of a live run whose plan keeps evidence. */
export const explainLatest = (run: Run, program: number, name: string, catalogue: Catalogue): Evidence => {
  const { plan } = run
  if (!plan.evidence) throw new Error('The plan keeps no evidence: make it with `evidence`.')
  const ids = plan.merged.ids[program]!
  return explain(
    plan.programs[program]!,
    rootOf(plan, program, name),
    node => run.latest(ids[node]!),
    catalogue,
  )
}

interface At {
  readonly timeframe: Timeframe
  readonly tape: Tape
  readonly tapes?: (clock: SeriesClock) => Tape | null
  readonly bar: number
}

/** Explains an output on any bar, by running the program once more up to there. */
export const explainAt = (program: Program, name: string, at: At, catalogue: Catalogue): Evidence => {
  const { timeframe, tape, tapes, bar } = at
  const plan = planRun([program], { timeframe, catalogue, evidence: true })
  const run = new Run(plan, { tape, tapes, collect: false, chunk: 1024 })
  run.advance(bar + 1)
  return explainLatest(run, 0, name, catalogue)
}

const rootOf = (plan: Plan, program: number, name: string): NodeId => {
  const sink = sinkOf(plan, program, name)
  if (!sink) throw new Error(`The program has no output "${name}".`)
  // the program's own id of the merged node
  return plan.merged.ids[program]!.indexOf(sink.node)
}
