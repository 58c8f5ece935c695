import { type Catalogue, isCommutative } from '../ir/catalogue'
import type { NodeId, Program, ProgramNode, ValueKind } from '../ir/program'
import { NodeTable } from '../ir/table'

/** One output or column of one of the merged programs. */
export interface Sink {
  /** `filter`, `score` …, or `columns.<name>`. */
  readonly name: string
  readonly kind: ValueKind
  readonly node: NodeId
}

export interface Merged {
  readonly nodes: readonly ProgramNode[]
  /** For each program, in the order given, where its outputs are. */
  readonly sinks: readonly (readonly Sink[])[]
  /** For each program, the merged id of each of its nodes. */
  readonly ids: readonly Int32Array[]
}

/** Several programs as one in which equal nodes are computed once; no value changes by it. */
export const mergePrograms = (programs: readonly Program[], catalogue: Catalogue): Merged => {
  const table = new NodeTable(isCommutative(catalogue))
  const ids: Int32Array[] = []
  const sinks: Sink[][] = []
  for (const program of programs) {
    const idOf = new Int32Array(program.nodes.length)
    for (const [id, node] of program.nodes.entries())
      idOf[id] = table.intern({ ...node, inputs: node.inputs.map(input => idOf[input]!) })
    const sink = (name: string, node: NodeId): Sink => ({
      name,
      kind: program.nodes[node]!.type.kind,
      node: idOf[node]!,
    })
    ids.push(idOf)
    sinks.push([
      ...Object.entries(program.outputs).map(([name, node]) => sink(name, node)),
      ...program.columns.map(({ name, node }) => sink(`columns.${name}`, node)),
    ])
  }
  return { nodes: table.nodes, sinks, ids }
}
