// Copy and paste as plain JSON text, so blocks travel between tabs, strategies and chats.
import { z } from 'zod'
import { type GraphBlock, type GraphDocument, graphSchema } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, count, done, type Json, refused } from '../edit'
import { renamedFrame, withHidden } from '../frames'
import { type Scene, wiresOf } from '../graphState'
import { graphJson } from '../graphText'
import { type NewId, wordOf } from '../ids'
import { blockFields, graphRecord } from '../record'
import { around, boxOf, clamped, snapped } from '../size'
import { wireCheck } from '../wireCheck'
import { same } from '../yDocument'
import { annotationRefusal, frameChange, noteChange } from './annotate'
import { addChange, connectChange, type Point, roomRefusal } from './blocks'

const inside = graphSchema.shape.subgraphs.unwrap().valueType.shape.blocks.element
const clipSchema = z.strictObject({
  sluice: z.literal('blocks'),
  blocks: z.array(z.union([graphSchema.shape.blocks.element, inside])).max(2_000),
  wires: graphSchema.shape.wires,
  /** Wires from blocks that were not copied. */
  incoming: graphSchema.shape.wires,
  frames: graphSchema.shape.frames,
  notes: graphSchema.shape.notes,
  params: graphSchema.shape.params,
  subgraphs: graphSchema.shape.subgraphs,
})
type Clip = z.output<typeof clipSchema>

/** The text of what is selected, with the sub-graphs and parameters it needs; null where nothing of it can be copied. */
export function copied(scene: Scene, ids: Iterable<string>): string | null {
  const chosen = withHidden(scene, ids)
  const blocks = [...scene.blocks.values()].filter(({ id }) => chosen.has(id))
  const frames = [...scene.frames.values()].filter(({ id }) => chosen.has(id))
  const notes = [...scene.notes.values()].filter(({ id }) => chosen.has(id))
  if (blocks.length + frames.length + notes.length === 0) return null
  const into = wiresOf(scene).filter(({ to }) => chosen.has(to.block))
  const { subgraphs, params } = graphJson(scene.graph)
  const needed = usesOf(blocks, subgraphs)
  const named = namedParams([...blocks, ...needed.flatMap(id => subgraphs[id]?.blocks ?? [])])
  const clip: Clip = {
    sluice: 'blocks',
    blocks,
    wires: into.filter(({ from }) => chosen.has(from.block)),
    incoming: into.filter(({ from }) => !chosen.has(from.block)),
    frames,
    notes,
    params: params.filter(({ name }) => named.has(name)),
    subgraphs: Object.fromEntries(needed.flatMap(id => (subgraphs[id] ? [[id, subgraphs[id]]] : []))),
  }
  return JSON.stringify(clip, null, 2)
}

/** Sub-graphs that blocks use, directly or through others. */
function usesOf(blocks: readonly GraphBlock[], subgraphs: GraphDocument['subgraphs']): string[] {
  const found = new Set<string>()
  const visit = (inner: readonly GraphBlock[]) => {
    for (const block of inner)
      if (block.kind === 'subgraph' && !found.has(block.use)) {
        found.add(block.use)
        visit(subgraphs[block.use]?.blocks ?? [])
      }
  }
  visit(blocks)
  return [...found]
}

function namedParams(blocks: readonly GraphBlock[]): Set<string> {
  const settings = blocks.flatMap(block => [
    ...('params' in block ? Object.values(block.params) : []),
    ...('values' in block ? Object.values(block.values) : []),
    ...(block.kind === 'constant' ? [block.value] : []),
  ])
  return new Set(settings.flatMap(value => (typeof value === 'object' ? [value.param] : [])))
}

/** What a text holds: copied blocks, or null. A whole document counts as all of its blocks. */
function readClip(text: string): Clip | null {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return null
  }
  const clip = clipSchema.safeParse(raw)
  if (clip.success) return clip.data
  const graph = graphSchema.safeParse(raw)
  if (!graph.success) return null
  const { blocks, wires, frames, notes, params, subgraphs } = graph.data
  return { sluice: 'blocks', blocks, wires, incoming: [], frames, notes, params, subgraphs }
}

interface Paste {
  /** Where its upper left corner goes; left out, beside where it came from. */
  readonly at?: Point
  /** Wires from blocks that were not copied are drawn again, where those blocks are there. */
  readonly incoming: boolean
}

const BESIDE = 40

/** Puts copied blocks down under ids of their own. */
export function paste(scene: Scene, text: string, { at, incoming }: Paste, newId: NewId): Attempt {
  const clip = readClip(text)
  if (!clip) return refused('The clipboard holds no blocks. Copy some in this or another strategy first.')
  const { within, graph } = scene
  const fits = clip.blocks.filter(block => roomRefusal({ ...scene, blocks: new Map() }, [block]) === null)
  const { frames, notes } = clip
  const reason =
    roomRefusal(scene, fits) ?? annotationRefusal(scene, { frames: frames.length, notes: notes.length })
  if (reason) return refused(reason)
  if (fits.length + frames.length + notes.length === 0)
    return refused('Nothing of what was copied can stand here.')

  const subgraphs = adopted(clip.subgraphs, scene, newId)
  if (
    within !== null &&
    usesOf(fits, { ...graphJson(graph).subgraphs, ...clip.subgraphs }).some(id => id === within)
  )
    return refused('A sub-graph can’t contain itself. Paste it outside.')
  const box = around([...fits.map(block => boxOf(block, graph)), ...frames, ...notes])!
  const move = at ? { x: snapped(at.x - box.x), y: snapped(at.y - box.y) } : { x: BESIDE, y: BESIDE }
  const moved = <T extends Point>(thing: T): T => ({
    ...thing,
    x: clamped(thing.x + move.x),
    y: clamped(thing.y + move.y),
  })
  const renewed = new Map<string, string>()
  const names = new Set(
    [...scene.blocks.values()].flatMap(each => (each.kind === 'column' ? [each.column] : [])),
  )
  const blocks = fits.map(block => {
    const id = newId(wordOf(block))
    renewed.set(block.id, id)
    const placed = { ...moved(block), id }
    if (placed.kind === 'subgraph') return { ...placed, use: subgraphs.ids.get(placed.use) ?? placed.use }
    if (placed.kind !== 'column') return placed
    const column = freeName(placed.column, names)
    names.add(column)
    return { ...placed, column }
  })
  const changes: Change[] = [...subgraphs.changes, ...declared(clip, scene)]
  changes.push(...blocks.map(block => addChange(within, block)))
  for (const { from, to } of clip.wires) {
    const [a, b] = [renewed.get(from.block), renewed.get(to.block)]
    if (a && b) changes.push(connectChange(within, { ...from, block: a }, { ...to, block: b }))
  }
  if (incoming) {
    const after = {
      ...scene,
      blocks: new Map([...scene.blocks, ...blocks.map(block => [block.id, block] as const)]),
    }
    for (const { from, to } of clip.incoming) {
      const b = renewed.get(to.block)
      const end = b && { ...to, block: b }
      if (end && scene.blocks.has(from.block) && wireCheck(after, from, end).ok)
        changes.push(connectChange(within, from, end))
    }
  }
  for (const { id } of frames) renewed.set(id, newId('frame'))
  for (const { id } of notes) renewed.set(id, newId('note'))
  changes.push(
    ...frames.map(frame => frameChange(within, moved(renamedFrame(frame, renewed)))),
    ...notes.map(note => noteChange(within, moved({ ...note, id: renewed.get(note.id)! }))),
  )
  return done({
    title: `Paste ${count(renewed.size, 'thing')}`,
    changes,
    select: [...renewed.values()],
  })
}

/** The same blocks again beside themselves, wires into them kept on wish. */
export function duplicate(scene: Scene, ids: Iterable<string>, incoming: boolean, newId: NewId): Attempt {
  const text = copied(scene, ids)
  if (!text) return refused('Select what is to be duplicated first.')
  const attempt = paste(scene, text, { incoming }, newId)
  return attempt.ok
    ? done({ ...attempt.edit, title: attempt.edit.title.replace('Paste', 'Duplicate') })
    : attempt
}

const freeName = (name: string, taken: ReadonlySet<string>): string => {
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name.slice(0, 60)}${n}`
  return free
}

/** Sub-graphs that come along: one that is there already is used, one that only shares its id gets another. */
function adopted(
  given: GraphDocument['subgraphs'],
  { graph }: Scene,
  newId: NewId,
): { readonly ids: ReadonlyMap<string, string>; readonly changes: readonly Change[] } {
  const here = graphJson(graph).subgraphs
  const ids = new Map(
    Object.entries(given).map(([id, inner]) => {
      const known = here[id]
      const taken = known && !same(known as unknown as Json, inner as unknown as Json)
      return [id, taken ? newId(id.replace(/-.*$/, '')) : id]
    }),
  )
  const records = graphRecord({ ...graphJson(graph), subgraphs: given }).subgraphs as Readonly<
    Record<string, Json>
  >
  const changes = Object.entries(given).flatMap(([id, inner]): Change[] => {
    const renamed = ids.get(id)!
    if (here[renamed]) return []
    const record = records[id] as { readonly [key: string]: Json }
    const blocks = Object.fromEntries(
      inner.blocks.map((block, at) => [
        block.id,
        {
          ...blockFields(
            block.kind === 'subgraph' ? { ...block, use: ids.get(block.use) ?? block.use } : block,
          ),
          at,
        },
      ]),
    )
    return [{ path: ['subgraphs', renamed], value: { ...record, blocks } }]
  })
  return { ids, changes }
}

/** Parameters that come along; one of the same name that is there stays as it is. */
function declared({ params }: Clip, { graph }: Scene): readonly Change[] {
  const missing = params.filter(({ name }) => !graph.params.some(each => each.name === name))
  if (missing.length === 0) return []
  return [{ path: ['params'], value: [...graph.params, ...missing].slice(0, 100) as unknown as Json }]
}
