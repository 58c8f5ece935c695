// A move changes no program: what only stands elsewhere is neither compiled nor drawn anew.
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { GraphState, SubgraphState } from './graphState'

/** Whether two states of a block differ in its place at most. Fields are compared by identity, which edits keep. */
export function isMovedOnly(a: GraphBlock, b: GraphBlock): boolean {
  if (a === b) return true
  const [one, other] = [Object.entries(a), b as unknown as Readonly<Record<string, unknown>>] // any kind of block
  return (
    one.length === Object.keys(b).length &&
    one.every(([key, value]) => key === 'x' || key === 'y' || Object.is(value, other[key]))
  )
}

/** Whether two states of a document are one program: the same but for places, frames and notes. */
export const isSameProgram = (a: GraphState, b: GraphState): boolean =>
  a === b ||
  (a.name === b.name &&
    a.timeframe === b.timeframe &&
    a.params === b.params &&
    a.wires === b.wires &&
    isSameMap(a.blocks, b.blocks, isMovedOnly) &&
    isSameMap(a.subgraphs, b.subgraphs, isSameInside))

const isSameInside = (a: SubgraphState, b: SubgraphState): boolean =>
  a === b ||
  (a.name === b.name &&
    a.version === b.version &&
    a.inputs === b.inputs &&
    a.outputs === b.outputs &&
    a.params === b.params &&
    a.wires === b.wires &&
    isSameMap(a.blocks, b.blocks, isMovedOnly))

function isSameMap<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  isSame: (one: T, other: T) => boolean,
): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  const others = b.entries()
  for (const [id, one] of a) {
    const { value } = others.next()
    if (!value || value[0] !== id || !isSame(one, value[1])) return false
  }
  return true
}
