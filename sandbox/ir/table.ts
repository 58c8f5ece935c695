import { nodeKey } from './key'
import type { NodeId, ProgramNode } from './program'

/** Nodes in order of need, each one once. */
export class NodeTable {
  readonly nodes: ProgramNode[] = []
  readonly #ids = new Map<string, NodeId>()
  readonly #commutative: (op: string) => boolean

  constructor(commutative: (op: string) => boolean) {
    this.#commutative = commutative
  }

  /** The node's id, new or known; commutative inputs count as equal either way round. */
  intern(node: ProgramNode): NodeId {
    const [a, b] = node.inputs
    const swap = a !== undefined && b !== undefined && a > b && this.#commutative(node.op)
    const key = nodeKey(node, swap ? [b, a, ...node.inputs.slice(2)] : node.inputs)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.nodes.push(node) - 1
    this.#ids.set(key, id)
    return id
  }
}
