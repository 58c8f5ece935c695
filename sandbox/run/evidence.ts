import { type Catalogue, operatorOf } from '../ir/catalogue'
import type { NodeId, Origin, ParamValue, Program, SeriesClock, ValueKind } from '../ir/program'
import type { Timeframe } from '../ir/timeframe'
import { type Plan, planRun, sinkOf } from './plan'
import { Run } from './run'
import type { Tape } from './tape'

/** How a comparison reads between its two sides. */
export const SIGNS: Readonly<Record<string, string>> = {
  gt: '>',
  ge: '≥',
  lt: '<',
  le: '≤',
  eq: '=',
  ne: '≠',
  crossover: 'crosses above',
  crossunder: 'crosses below',
  cross: 'crosses',
}

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

/** A condition that keeps an output from being what it should be. */
export interface Lack {
  readonly node: NodeId
  readonly op: string
  readonly title: string
  readonly names: readonly string[]
  readonly origins: readonly Origin[]
  /** What it would have to be. */
  readonly wanted: boolean
  /** Null where it is missing: then its inputs have no value yet. */
  readonly value: number | null
  /** Of a comparison: its sides, with their names. */
  readonly sides: readonly Side[]
  /** How far the first side has to move to turn it, up or down; null where that can't be told. */
  readonly by: number | null
}

export interface Side {
  readonly node: NodeId
  readonly names: readonly string[]
  readonly title: string
  readonly params: Readonly<Record<string, ParamValue>>
  readonly value: number | null
}

const COMPARISONS = ['gt', 'ge', 'lt', 'le', 'eq', 'ne', 'crossover', 'crossunder', 'cross']

/** Explains one output of a program by the values of its nodes, which `read` gives by their ids in the program. */
export const explain = (
  program: Program,
  root: NodeId,
  read: (node: NodeId) => number,
  catalogue: Catalogue,
): Evidence => telling(program, root, read, catalogue, deciding)

/** The same with every condition, whether or not it decided. */
export const explainWhole = (
  program: Program,
  root: NodeId,
  read: (node: NodeId) => number,
  catalogue: Catalogue,
): Evidence => telling(program, root, read, catalogue, (_, inputs) => inputs)

const telling = (
  program: Program,
  root: NodeId,
  read: (node: NodeId) => number,
  catalogue: Catalogue,
  shown: typeof deciding,
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
      inputs: again ? [] : shown(node.op, node.inputs, value, read).map(tell),
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

/**
 * The fewest conditions that would have to turn for a condition to be true. Where one of several would do, those that have the
 * least way to go are told, measured against what they are compared with.
 */
export const lacksOf = (
  program: Program,
  root: NodeId,
  read: (node: NodeId) => number,
  catalogue: Catalogue,
): readonly Lack[] => {
  const known = new Map<string, readonly Lack[]>()
  const want = (id: NodeId, wanted: boolean): readonly Lack[] => {
    const key = `${id} ${wanted}`
    const before = known.get(key)
    if (before) return before
    const lacks = read(id) === Number(wanted) ? [] : missing(id, wanted)
    known.set(key, lacks)
    return lacks
  }
  const missing = (id: NodeId, wanted: boolean): readonly Lack[] => {
    const { op, inputs } = program.nodes[id]!
    const [a, b, c] = inputs
    const isCondition = (input: NodeId | undefined): input is NodeId =>
      input !== undefined && program.nodes[input]!.type.kind === 'bool'
    switch (op) {
      case 'and':
      case 'or': {
        const all = inputs.map(input => want(input, wanted))
        return (op === 'and') === wanted ? unique(all.flat()) : nearest(all)
      }
      case 'not':
        return want(a!, !wanted)
      case 'seen':
        return want(a!, wanted)
      case 'where': {
        if (!isCondition(b) || !isCondition(c)) break
        const taken = read(a!)
        if (Number.isNaN(taken)) break
        const here = want(taken === 1 ? b : c, wanted)
        const there = [...want(a!, taken !== 1), ...want(taken === 1 ? c : b, wanted)]
        return nearest([here, unique(there)])
      }
    }
    return [lackOf(id, wanted)]
  }
  const lackOf = (id: NodeId, wanted: boolean): Lack => {
    const { op, inputs } = program.nodes[id]!
    const value = orNull(read(id))
    const sides = COMPARISONS.includes(op) ? inputs.map(sideOf) : []
    const [a, b] = sides.map(side => side.value)
    return {
      node: id,
      op,
      title: operatorOf(catalogue, op).title,
      names: namesOf(id),
      origins: program.origins[id] ?? [],
      wanted,
      value,
      sides,
      by: a == null || b == null ? null : distance(op, wanted, a, b),
    }
  }
  const namesOf = (id: NodeId) => program.names.filter(({ node }) => node === id).map(({ name }) => name)
  const sideOf = (id: NodeId): Side => {
    const { op, params } = program.nodes[id]!
    return {
      node: id,
      names: namesOf(id),
      title: operatorOf(catalogue, op).title,
      params,
      value: orNull(read(id)),
    }
  }
  return want(root, true)
}

/** How far `a` has to move for the comparison with `b` to be as wanted; null where its past decides. */
const distance = (op: string, wanted: boolean, a: number, b: number): number | null => {
  switch (op) {
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return b - a
    case 'eq':
      return wanted ? b - a : null
    case 'crossover':
      // above already: it has to come from below again
      return wanted && a <= b ? b - a : null
    case 'crossunder':
      return wanted && a >= b ? b - a : null
    default:
      return null
  }
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)

const unique = (lacks: readonly Lack[]): readonly Lack[] => [
  ...new Map(lacks.map(lack => [`${lack.node} ${lack.wanted}`, lack])).values(),
]

/** The way with the fewest conditions, and of those the one with the least to go; a way of unknown length is the longest. */
const nearest = (ways: readonly (readonly Lack[])[]): readonly Lack[] => {
  const length = (way: readonly Lack[]) => way.reduce((sum, lack) => sum + effort(lack), 0)
  return ways.reduce((best, way) =>
    way.length < best.length || (way.length === best.length && length(way) < length(best)) ? way : best,
  )
}

const effort = ({ by, sides }: Lack): number => {
  if (by === null) return Number.MAX_VALUE / 1e6
  const scale = Math.max(...sides.map(({ value }) => Math.abs(value ?? 0)))
  return scale > 0 ? Math.abs(by) / scale : Math.abs(by)
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
