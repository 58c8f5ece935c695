// What lies in a frame. While it is open, that is what stands wholly inside its border; a collapsed one remembers what it hides,
// so that nothing put into the room it gave free vanishes too.
import type { Frame, GraphState } from './graphState'
import { type Box, boxOf, contains } from './size'

/** Blocks, frames and notes that lie in a frame. */
export function membersOf(graph: GraphState, frame: Frame): string[] {
  if (frame.collapsed && frame.members) return frame.members.filter(id => boxIn(graph, id) !== null)
  const inside = (box: Box) => contains(frame, box)
  return [
    ...[...graph.blocks.values()].filter(block => inside(boxOf(block, graph))),
    ...[...graph.frames.values()].filter(
      other => other.id !== frame.id && isSmaller(other, frame) && inside(other),
    ),
    ...[...graph.notes.values()].filter(inside),
  ].map(({ id }) => id)
}

/** Two frames of one size don't lie in each other. */
const isSmaller = (a: Box, b: Box): boolean => a.width * a.height < b.width * b.height

export function boxIn(graph: GraphState, id: string): Box | null {
  const block = graph.blocks.get(id)
  return block ? boxOf(block, graph) : (graph.frames.get(id) ?? graph.notes.get(id) ?? null)
}

/** Everything that collapsed frames hide, each with the frame that stands for it: the outermost one. */
export function hiddenThings(graph: GraphState): ReadonlyMap<string, string> {
  const collapsed = [...graph.frames.values()].filter(frame => frame.collapsed)
  if (collapsed.length === 0) return NOTHING
  const members = new Map(collapsed.map(frame => [frame.id, membersOf(graph, frame)]))
  const inner = new Set([...members.values()].flat())
  const hidden = new Map<string, string>()
  const hide = (id: string, by: string) => {
    if (hidden.has(id) || id === by) return
    hidden.set(id, by)
    for (const each of members.get(id) ?? []) hide(each, by)
  }
  for (const [id, held] of members) if (!inner.has(id)) for (const each of held) hide(each, id)
  return hidden
}

const NOTHING: ReadonlyMap<string, string> = new Map()

/** What is moved with frames: all that lies in them, and in the frames in them. */
export function carriedBy(graph: GraphState, ids: Iterable<string>): ReadonlySet<string> {
  const carried = new Set<string>()
  const waiting = [...ids]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const frame = graph.frames.get(id)
    for (const member of frame ? membersOf(graph, frame) : [])
      if (!carried.has(member)) {
        carried.add(member)
        waiting.push(member)
      }
  }
  for (const id of ids) carried.delete(id)
  return carried
}
