// What a node of a program is called where its evidence is read.
import { catalogue } from '@/sandbox/catalogue/index'
import type { NodeId, Program } from '@/sandbox/ir/program'
import { number } from '../../_ui/numbers'

const ARITHMETIC: Readonly<Record<string, string>> = { add: '+', sub: '−', mul: '×', div: '÷' }

/** Operators within operators that are written out where none has a name. */
const DEEPEST = 2

/**
 * Names nodes as their author does, else as they read: `RSI 14`, `High (1 bar ago)`, `2 × Simple moving average 20 of Volume`. A source
 * is told where it isn't the one that is read by default.
 */
export function nodeNames(program: Program): (node: NodeId) => string {
  const own = new Map<NodeId, string>()
  for (const { node, name } of program.names) if (!own.has(node)) own.set(node, name)

  const nameOf = (id: NodeId, depth = 0): string => own.get(id) ?? written(id, depth)

  const written = (id: NodeId, depth: number): string => {
    const node = program.nodes[id]
    if (!node) return '…'
    const { op, inputs, params } = node
    const [a, b] = inputs
    if (op === 'constant') return number(Number(params.value))
    if (op === 'seen' && a !== undefined) return nameOf(a, depth)
    if (op === 'ago' && a !== undefined)
      return `${nameOf(a, depth)} (${params.n} ${params.n === 1 ? 'bar' : 'bars'} ago)`
    const sign = ARITHMETIC[op]
    if (sign !== undefined && a !== undefined && b !== undefined && depth < DEEPEST) {
      const both = `${nameOf(a, depth + 1)} ${sign} ${nameOf(b, depth + 1)}`
      return depth > 0 ? `(${both})` : both
    }
    const entry = catalogue.entry(op)
    const settings = Object.values(params).filter(value => typeof value === 'number')
    const called = [entry?.title ?? op, ...settings].join(' ')
    const fallback = entry?.inputs[0]?.fallback
    const isTold =
      a !== undefined && inputs.length === 1 && node.type.kind === 'number' && depth < DEEPEST && fallback
    return isTold && !('source' in fallback && program.nodes[a]?.op === fallback.source)
      ? `${called} of ${nameOf(a, depth + 1)}`
      : called
  }

  return id => nameOf(id)
}
