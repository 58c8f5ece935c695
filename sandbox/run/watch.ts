import type { NodeId, Program, ProgramNode, SeriesClock } from '../ir/program'

const RUN: SeriesClock = { timeframe: null, instrument: null }

/** A program whose run keeps the value of every watched node on every bar. */
export interface Watched {
  readonly program: Program
  /** By node of the program that was given: which column of the watched one has its values; −1 where it is not watched. */
  readonly columnOf: Int32Array
  readonly columns: number
}

/**
 * Makes a column of each node; nodes of another clock show their value as the run's own bars see it. Outputs stay as they are, so
 * that nothing is computed twice.
 */
export function watch(program: Program, isWatched: (node: NodeId) => boolean = () => true): Watched {
  const nodes: ProgramNode[] = [...program.nodes]
  const columnOf = new Int32Array(program.nodes.length).fill(-1)
  const columns: Program['columns'][number][] = []
  for (const [id, { type }] of program.nodes.entries()) {
    if (!isWatched(id)) continue
    const { timeframe, instrument } = type.clock
    const isOwn = timeframe === null && instrument === null
    const node = isOwn
      ? id
      : nodes.push({ op: 'seen', inputs: [id], params: {}, type: { kind: type.kind, clock: RUN } }) - 1
    columnOf[id] = columns.push({ name: String(id), node }) - 1
  }
  return {
    program: {
      ...program,
      digest: `${program.digest}:watched`,
      nodes,
      outputs: {},
      columns,
      origins: [...program.origins, ...nodes.slice(program.nodes.length).map(() => [])],
    },
    columnOf,
    columns: columns.length,
  }
}
