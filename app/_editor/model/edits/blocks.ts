import type { GraphBlock, PortValue, Setting } from '@/sandbox/compile/graph/document'
import { MOST_BLOCKS } from '@/sandbox/compile/graph/limits'
import { type Attempt, type Change, count, done, type Edit, type Json, refused } from '../edit'
import { boxIn, carriedBy } from '../frames'
import { type End, inputKey, inputOf, type Scene } from '../graphState'
import { type NewId, wordOf } from '../ids'
import { carriedKind, portsOfBlock } from '../ports'
import { blockFields, blockPath, framePath, notePath, paramField, valueField, wirePath } from '../record'
import { besides, boxOf, clamped } from '../size'
import { kindTitle, titleOf } from '../titles'
import { wireCheck } from '../wireCheck'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A block without what every one gets when it is placed. */
export type NewBlock = GraphBlock extends infer Block
  ? Block extends GraphBlock
    ? Omit<Block, 'id' | 'x' | 'y'>
    : never
  : never

export const operatorBlock = (
  entry: string,
  params: Readonly<Record<string, Setting>> = {},
  values: Readonly<Record<string, PortValue>> = {},
): NewBlock => ({ kind: 'operator', entry, params: { ...params }, values: { ...values } })

/** A block put somewhere, under an id of its own. */
export const placedBlock = (block: NewBlock, { x, y }: Point, newId: NewId): GraphBlock => {
  const placed = { ...block, id: '', x: clamped(x), y: clamped(y) } as GraphBlock // the three fields that were missing
  return { ...placed, id: newId(wordOf(placed)) }
}

export function addChange(within: string | null, block: GraphBlock): Change {
  return { path: blockPath(within, block.id), value: blockFields(block) }
}

export const connectChange = (within: string | null, from: End, to: End): Change => ({
  path: wirePath(within, to),
  value: { block: from.block, port: from.port },
})

/** Why so many more blocks don't fit there; null where they do. */
export function roomRefusal(scene: Scene, blocks: readonly NewBlock[]): string | null {
  if (scene.blocks.size + blocks.length > MOST_BLOCKS)
    return `A sheet holds at most ${MOST_BLOCKS} blocks. Turn some into a sub-graph.`
  for (const { kind } of blocks) {
    if (scene.within !== null && (kind === 'output' || kind === 'column'))
      return 'Outputs and columns stand in the strategy itself; a sub-graph gives results.'
    if (scene.within === null && (kind === 'input' || kind === 'result'))
      return 'Inputs and results stand inside sub-graphs only.'
  }
  return null
}

export function addBlock(scene: Scene, block: NewBlock, at: Point, newId: NewId): Attempt {
  const reason = roomRefusal(scene, [block])
  if (reason) return refused(reason)
  const asked = placedBlock(block, at, newId)
  const others = Array.from(scene.blocks.values(), other => boxOf(other, scene.graph))
  const { x } = besides(boxOf(asked, scene.graph), others)
  const placed = { ...asked, x: clamped(x) }
  return done({
    title: `Add ${kindTitle(placed, scene.graph)}`,
    changes: [addChange(scene.within, placed)],
    select: [placed.id],
  })
}

/** Blocks, frames and notes at their new places, as one step. */
export function moveBlocks(scene: Scene, places: ReadonlyMap<string, Point>, merge?: string): Edit {
  const changes = [...places, ...alongside(scene, places)].flatMap(([id, { x, y }]): Change[] => {
    const path = scene.blocks.has(id)
      ? blockPath(scene.within, id)
      : scene.frames.has(id)
        ? framePath(scene.within, id)
        : scene.notes.has(id)
          ? notePath(scene.within, id)
          : null
    return path
      ? [
          { path: [...path, 'x'], value: clamped(x) },
          { path: [...path, 'y'], value: clamped(y) },
        ]
      : []
  })
  const only = places.size === 1 ? scene.blocks.get([...places.keys()][0]!) : undefined
  const title = only ? `Move ${titleOf(only, scene.graph)}` : `Move ${count(places.size, 'thing')}`
  return { title, changes, ...(merge && { merge }) }
}

/** What lies in frames that move, moved as far. */
function alongside(scene: Scene, places: ReadonlyMap<string, Point>): [string, Point][] {
  return [...places].flatMap(([id, to]) => {
    const frame = scene.frames.get(id)
    if (!frame) return []
    return [...carriedBy(scene, [id])].flatMap((member): [string, Point][] => {
      const box = places.has(member) ? null : boxIn(scene, member)
      return box ? [[member, { x: box.x + to.x - frame.x, y: box.y + to.y - frame.y }]] : []
    })
  })
}

export const setParam = (scene: Scene, id: string, param: string, value: Setting | undefined): Edit => ({
  title: `Set ${param} of ${nameIn(scene, id)}`,
  changes: [field([...blockPath(scene.within, id), paramField(param)], value)],
  merge: `param ${id} ${param}`,
})

/** A value on an unwired input; undefined takes it off again. */
export const setValue = (scene: Scene, id: string, port: string, value: PortValue | undefined): Edit => ({
  title: `Set ${port} of ${nameIn(scene, id)}`,
  changes: [field([...blockPath(scene.within, id), valueField(port)], value)],
  merge: `value ${id} ${port}`,
})

/** Any other field of a block: a constant's value, a column's name, the code of a code block. */
export function setField(
  scene: Scene,
  id: string,
  key: string,
  value: Json | undefined,
  title?: string,
): Edit {
  return {
    title: title ?? `Change ${key} of ${nameIn(scene, id)}`,
    changes: [field([...blockPath(scene.within, id), key], value)],
    merge: `field ${id} ${key}`,
  }
}

export const renameBlock = (scene: Scene, id: string, name: string): Edit => {
  const told = name.trim().slice(0, 80)
  return setField(
    scene,
    id,
    'name',
    told === '' ? undefined : told,
    `Name ${nameIn(scene, id)} ${told || 'nothing'}`,
  )
}

export const pinBlocks = (scene: Scene, ids: Iterable<string>, pinned: boolean): Edit => {
  const known = [...ids].filter(id => scene.blocks.has(id))
  return {
    title: `${pinned ? 'Pin' : 'Unpin'} ${count(known.length, 'block')}`,
    changes: known.map(id => field([...blockPath(scene.within, id), 'pinned'], pinned || undefined)),
  }
}

/** The bars a block computes on; undefined is the strategy's own. */
export const setClock = (
  scene: Scene,
  id: string,
  clock: { readonly timeframe?: string | undefined; readonly symbol?: string | undefined },
): Edit => ({
  title: `Change the bars of ${nameIn(scene, id)}`,
  changes: (['timeframe', 'symbol'] as const)
    .filter(key => key in clock)
    .map(key => field([...blockPath(scene.within, id), key], clock[key] || undefined)),
  merge: `clock ${id}`,
})

const nameIn = (scene: Scene, id: string): string => {
  const block = scene.blocks.get(id)
  return block ? titleOf(block, scene.graph) : id
}

const field = (path: readonly string[], value: Json | undefined): Change =>
  value === undefined ? { path } : { path, value }

/** Takes things away, with the wires at them. `heal` joins what they stood between, where the kinds fit. */
export function removeBlocks(scene: Scene, ids: Iterable<string>, heal: boolean): Edit {
  const gone = new Set(ids)
  const { within } = scene
  const changes: Change[] = []
  for (const [key, from] of scene.wires) {
    const to = inputOf(key)
    if (gone.has(to.block) || gone.has(from.block)) {
      const healed = heal && !gone.has(to.block) ? sourceBehind(scene, from, to, gone) : null
      changes.push(healed ? connectChange(within, healed, to) : { path: wirePath(within, to) })
    }
  }
  const blocks = [...gone].filter(id => scene.blocks.has(id))
  const frames = [...gone].filter(id => scene.frames.has(id))
  const notes = [...gone].filter(id => scene.notes.has(id))
  for (const id of blocks) changes.push({ path: blockPath(within, id) })
  for (const id of frames) changes.push({ path: framePath(within, id) })
  for (const id of notes) changes.push({ path: notePath(within, id) })
  const what = blocks.length + frames.length + notes.length
  const title = blocks.length === 1 && what === 1 ? nameIn(scene, blocks[0]!) : count(what, 'thing')
  return { title: `Remove ${title}${heal ? ' and heal' : ''}`, changes, select: [] }
}

/** Where the signal behind removed blocks comes from: the first of their inputs, port by port, that carries the same kind. */
function sourceBehind(
  scene: Scene,
  from: End,
  to: End,
  gone: ReadonlySet<string>,
  seen = new Set<string>(),
): End | null {
  if (!gone.has(from.block)) return fits(scene, from, to) ? from : null
  const block = scene.blocks.get(from.block)
  if (!block || seen.has(from.block)) return null
  seen.add(from.block)
  const wanted = carriedKind(scene, from.block, from.port)
  for (const { name } of portsOfBlock(block, scene.graph).inputs) {
    const before = scene.wires.get(inputKey({ block: block.id, port: name }))
    if (!before) continue
    const kind = carriedKind(scene, before.block, before.port)
    if (kind !== wanted && kind !== 'any' && wanted !== 'any') continue
    const found = sourceBehind(scene, before, to, gone, seen)
    if (found) return found
  }
  return null
}

const fits = (scene: Scene, from: End, to: End): boolean => wireCheck(scene, from, to).ok
