import { type Attempt, done, type Edit } from '../edit'
import { type End, inputKey, inputOf, type Scene } from '../graphState'
import { type BlockPort, carriedKind, portsOfBlock } from '../ports'
import { blockOf } from '../record'
import { titleOf } from '../titles'
import { wireCheck } from '../wireCheck'
import { connectChange } from './blocks'

/**
 * What is added is wired to what was selected, where there is only one way to do so: one output that nothing selected reads, and one
 * input left open that takes what it carries. Anything else stays as it was added.
 */
export function behind(scene: Scene, added: Attempt, selected: Iterable<string>): Attempt {
  if (!added.ok) return added
  const { edit } = added
  const { select = [] } = edit
  const after = withAdded(scene, edit)
  const ways = outletsOf(scene, selected).flatMap(({ isSource, ...from }) =>
    select
      .flatMap(id => openInputs(after, id, isSource && select.length === 1))
      .filter(({ to, port }) => fits(after, from, to, port))
      .map(({ to }) => ({ from, to })),
  )
  const [way, another] = ways
  if (!way || another) return added
  const title = (end: End) => titleOf(after.blocks.get(end.block)!, scene.graph)
  return done({
    ...edit,
    title: `${edit.title}, wired to ${title(way.from)}`,
    changes: [...edit.changes, connectChange(scene.within, way.from, way.to)],
    says: `${title(way.to)} is wired to ${title(way.from)}.`,
  })
}

/** The outputs that the selection ends in: those that no other block of it reads. */
export function outletsOf(
  scene: Scene,
  selected: Iterable<string>,
): readonly (End & { isSource: boolean })[] {
  const ids = new Set(selected)
  const read = new Set(
    [...scene.wires].flatMap(([key, from]) => (ids.has(inputOf(key).block) ? [inputKey(from)] : [])),
  )
  return [...ids].flatMap(id => {
    const block = scene.blocks.get(id)
    if (!block) return []
    const { inputs, outputs } = portsOfBlock(block, scene.graph)
    const isSource = inputs.length === 0
    const ends = outputs.map(({ name }) => ({ block: id, port: name, isSource }))
    return ends.filter(end => !read.has(inputKey(end)))
  })
}

/**
 * Inputs that wait for something. One that reads the close by itself waits for a source alone, and only at a lone block: an average
 * added while another one is selected is rarely meant as the average of an average, and a rule that was typed is whole.
 */
function openInputs(scene: Scene, id: string, forSource: boolean): { to: End; port: BlockPort }[] {
  const block = scene.blocks.get(id)
  if (!block) return []
  const values = 'values' in block ? block.values : {}
  return portsOfBlock(block, scene.graph).inputs.flatMap(port => {
    const to = { block: id, port: port.name }
    const isTaken = scene.wires.has(inputKey(to)) || values[port.name] !== undefined
    return isTaken || (port.fallback && !forSource) ? [] : [{ to, port }]
  })
}

const fits = (scene: Scene, from: End, to: End, { kind }: BlockPort): boolean =>
  (kind === 'any' || kind === carriedKind(scene, from.block, from.port)) && wireCheck(scene, from, to).ok

/** The sheet with the blocks and wires that an edit adds to it. */
function withAdded(scene: Scene, { changes }: Edit): Scene {
  const blocks = new Map(scene.blocks)
  const wires = new Map(scene.wires)
  for (const { path, value } of changes) {
    const [part, id = ''] = path.slice(-2)
    if (part === 'blocks') blocks.set(id, blockOf(value as Parameters<typeof blockOf>[0])) // as `addChange` wrote it
    if (part === 'wires') wires.set(id, value as unknown as End) // as `connectChange` wrote it
  }
  return { ...scene, blocks, wires }
}
