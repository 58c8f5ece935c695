// What lies in a frame. While it is open, that is what stands wholly inside its border; a collapsed one remembers what it hides,
// so that nothing put into the room it gave free vanishes too.
import type { Frame, Scene } from './graphState'
import { type Box, boxOf, CHIP, contains } from './size'

/** Blocks, frames and notes that lie in a frame. */
export function membersOf(scene: Scene, frame: Frame): string[] {
  if (frame.collapsed && frame.members) return frame.members.filter(id => boxIn(scene, id) !== null)
  const inside = (box: Box) => contains(frame, box)
  return [
    ...[...scene.blocks.values()].filter(block => inside(boxOf(block, scene.graph))),
    ...[...scene.frames.values()].filter(
      other => other.id !== frame.id && isSmaller(other, frame) && inside(other),
    ),
    ...[...scene.notes.values()].filter(inside),
  ].map(({ id }) => id)
}

/** Two frames of one size don't lie in each other. */
const isSmaller = (a: Box, b: Box): boolean => a.width * a.height < b.width * b.height

export function boxIn(scene: Scene, id: string): Box | null {
  const block = scene.blocks.get(id)
  return block ? boxOf(block, scene.graph) : (scene.frames.get(id) ?? scene.notes.get(id) ?? null)
}

/** Everything that collapsed frames hide, each with the frame that stands for it: the outermost one. */
export function hiddenThings(scene: Scene): ReadonlyMap<string, string> {
  const collapsed = [...scene.frames.values()].filter(frame => frame.collapsed)
  if (collapsed.length === 0) return NOTHING
  const members = new Map(collapsed.map(frame => [frame.id, membersOf(scene, frame)]))
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

/** Where everything stands that can be seen; a collapsed frame is no larger than its chip. */
export function shownBoxes(scene: Scene): Box[] {
  const hidden = hiddenThings(scene)
  return [
    ...Array.from(scene.blocks.values(), block => ({ id: block.id, ...boxOf(block, scene.graph) })),
    ...Array.from(scene.frames.values(), frame => (frame.collapsed ? { ...frame, ...CHIP } : frame)),
    ...scene.notes.values(),
  ].filter(({ id }) => !hidden.has(id))
}

/** What is meant by things: a chip stands for all that it hides. */
export function withHidden(scene: Scene, ids: Iterable<string>): ReadonlySet<string> {
  const meant = [...ids]
  const chips = meant.filter(id => scene.frames.get(id)?.collapsed)
  return new Set([...meant, ...carriedBy(scene, chips)])
}

/** The same where a frame that is chosen without anything in it stands for what lies in it, too. */
export function withContents(scene: Scene, ids: Iterable<string>): ReadonlySet<string> {
  const meant = withHidden(scene, ids)
  const alone = [...meant].filter(id => {
    const frame = scene.frames.get(id)
    return frame && !membersOf(scene, frame).some(member => meant.has(member))
  })
  return new Set([...meant, ...carriedBy(scene, alone)])
}

/** A frame under other ids: what it hides is called by theirs, as far as it came along. */
export const renamedFrame = (frame: Frame, ids: ReadonlyMap<string, string>): Frame => ({
  ...frame,
  id: ids.get(frame.id) ?? frame.id,
  ...(frame.members && { members: frame.members.flatMap(id => ids.get(id) ?? []) }),
})

/** What is moved with frames: all that lies in them, and in the frames in them. */
export function carriedBy(scene: Scene, ids: Iterable<string>): ReadonlySet<string> {
  const carried = new Set<string>()
  const waiting = [...ids]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const frame = scene.frames.get(id)
    for (const member of frame ? membersOf(scene, frame) : [])
      if (!carried.has(member)) {
        carried.add(member)
        waiting.push(member)
      }
  }
  for (const id of ids) carried.delete(id)
  return carried
}
