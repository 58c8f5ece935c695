import { type Catalogue, operatorOf } from '../ir/catalogue'
import type { NodeId, Origin, Program, SeriesClock } from '../ir/program'

/** What a program says, by name. */
export interface Said {
  readonly name: string
  readonly node: NodeId
}

/** Outputs, then columns: the order in which they are evaluated. */
export const saidBy = ({ outputs, columns }: Program): Said[] => [
  ...Object.entries(outputs).map(([name, node]) => ({ name, node })),
  ...columns.map(({ name, node }) => ({ name: `columns.${name}`, node })),
]

/** The same nodes with a column for each that moves with the run's own bars: what happens inside can then be seen. */
export function probeOf(program: Program): Program {
  const own = program.nodes.flatMap(({ type }, node) => (isOwn(program, type.clock) ? [node] : []))
  return {
    ...program,
    digest: `${program.digest}:probe`,
    outputs: {},
    columns: own.map(node => ({ name: `node ${node}`, node })),
  }
}

const isOwn = ({ timeframe: own }: Program, { timeframe, instrument }: SeriesClock): boolean =>
  instrument === null && (timeframe === null || timeframe === own)

/** The node at which a difference begins, with the pieces of the document it came from. */
export interface Culprit {
  readonly node: NodeId
  readonly op: string
  readonly title: string
  /** What the author calls it. */
  readonly names: readonly string[]
  readonly origins: readonly Origin[]
  /** The clock it is read from, where that is another one. */
  readonly through: SeriesClock | null
  /** The first bar on which it differs, in the whole history's count. */
  readonly bar: number
  /** Its value there with all bars, and with some left out; null where it is missing. */
  readonly whole: number | null
  readonly part: number | null
}

export function culpritAt(
  program: Program,
  catalogue: Catalogue,
  found: { readonly node: NodeId; readonly bar: number; readonly whole: number; readonly part: number },
): Culprit {
  const { node: id, bar, whole, part } = found
  const { op, inputs } = program.nodes[id]!
  const from = inputs.map(input => program.nodes[input]!.type.clock).find(clock => !isOwn(program, clock))
  return {
    node: id,
    op,
    title: operatorOf(catalogue, op).title,
    names: program.names.filter(({ node }) => node === id).map(({ name }) => name),
    origins: program.origins[id] ?? [],
    through: from ?? null,
    bar,
    whole: Number.isNaN(whole) ? null : whole,
    part: Number.isNaN(part) ? null : part,
  }
}
