// A sub-graph block taken apart: its inside stands in its place.
import type { GraphBlock, PortValue, Setting } from '@/sandbox/compile/graph/document'
import { type Attempt, type Change, done, refused } from '../edit'
import { renamedFrame } from '../frames'
import { type End, inputKey, inputOf, type Scene } from '../graphState'
import { type NewId, wordOf } from '../ids'
import { blockPath, wirePath } from '../record'
import { around, boxOf, clamped } from '../size'
import { titleOf } from '../titles'
import { usesOf } from '../uses'
import { annotationRefusal, frameChange, noteChange } from './annotate'
import { addChange, connectChange, type Point, roomRefusal } from './blocks'

/** Puts the inside of a sub-graph block in its place. */
export function unpack(scene: Scene, id: string, newId: NewId): Attempt {
  const { graph, within } = scene
  const used = scene.blocks.get(id)
  const inner = used?.kind === 'subgraph' ? graph.subgraphs.get(used.use) : undefined
  if (used?.kind !== 'subgraph' || !inner) return refused('The block is no sub-graph that is there.')
  const inlets = new Map<string, string>()
  const results = new Map<string, End>()
  const renewed = new Map<string, string>()
  for (const block of inner.blocks.values())
    if (block.kind === 'input') inlets.set(block.id, block.port)
    else if (block.kind !== 'result') renewed.set(block.id, newId(wordOf(block)))
  for (const id of inner.frames.keys()) renewed.set(id, newId('frame'))
  for (const id of inner.notes.keys()) renewed.set(id, newId('note'))
  const source = (from: End): { readonly end?: End; readonly value?: PortValue } => {
    const port = inlets.get(from.block)
    if (port === undefined) {
      const block = renewed.get(from.block)
      return block ? { end: { block, port: from.port } } : {}
    }
    const end = scene.wires.get(inputKey({ block: id, port }))
    const value = used.values[port]
    return end ? { end } : value === undefined ? {} : { value }
  }
  const given = (name: string): Setting | undefined => {
    const declared = inner.params.find(each => each.name === name)
    return declared ? (used.params[name] ?? declared.default) : undefined
  }
  const body = [...inner.blocks.values()].filter(block => renewed.has(block.id))
  const [frames, notes] = [[...inner.frames.values()], [...inner.notes.values()]]
  const reason =
    roomRefusal(scene, body) ?? annotationRefusal(scene, { frames: frames.length, notes: notes.length })
  if (reason) return refused(reason)
  const box = around([...body.map(block => boxOf(block, graph)), ...frames, ...notes]) ?? { x: 0, y: 0 }
  const placed = <T extends Point>(thing: T): T => ({
    ...thing,
    x: clamped(thing.x - box.x + used.x),
    y: clamped(thing.y - box.y + used.y),
  })
  const extra = new Map<string, Record<string, PortValue>>()
  const changes: Change[] = []
  for (const [key, from] of inner.wires) {
    const to = inputOf(key)
    const { end, value } = source(from)
    const target = inner.blocks.get(to.block)
    if (target?.kind === 'result') {
      if (end) results.set(target.port, end)
      continue
    }
    const block = renewed.get(to.block)
    if (!block) continue
    if (end) changes.push(connectChange(within, end, { ...to, block }))
    else if (value !== undefined) extra.set(to.block, { ...extra.get(to.block), [to.port]: value })
  }
  const added = body.map(block => {
    const settled = withParams(block, given)
    const values = extra.get(block.id)
    return addChange(within, {
      ...placed(settled),
      ...(values && 'values' in settled && { values: { ...settled.values, ...values } }),
      id: renewed.get(block.id)!,
    })
  })
  const annotations = [
    ...frames.map(frame => frameChange(within, placed(renamedFrame(frame, renewed)))),
    ...notes.map(note => noteChange(within, placed({ ...note, id: renewed.get(note.id)! }))),
  ]
  const outer = [...scene.wires].flatMap(([key, from]): Change[] => {
    const to = inputOf(key)
    if (to.block === id) return [{ path: wirePath(within, to) }]
    if (from.block !== id) return []
    const end = results.get(from.port)
    return [end ? connectChange(within, end, to) : { path: wirePath(within, to) }]
  })
  const isLast = usesOf(graph, used.use).length === 1
  return done({
    title: `Unpack ${titleOf(used, graph)}`,
    changes: [
      ...added,
      ...annotations,
      { path: blockPath(within, id) },
      ...outer,
      ...changes,
      ...(isLast ? [{ path: ['subgraphs', used.use] }] : []),
    ],
    select: [...renewed.values()],
  })
}

/** A block with a sub-graph's own parameters put in; others stay named. */
function withParams(block: GraphBlock, given: (name: string) => Setting | undefined): GraphBlock {
  const settle = <T extends Setting | PortValue>(value: T): T =>
    typeof value === 'object' ? ((given(value.param) ?? value) as T) : value // a declared value of the kind it stands for
  const settled = <T extends Setting | PortValue>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, settle(value)]))
  if (block.kind === 'constant') return { ...block, value: settle(block.value) }
  return {
    ...block,
    ...('params' in block && { params: settled(block.params) }),
    ...('values' in block && { values: settled(block.values) }),
  } as GraphBlock // the same block, with values of the same kinds
}
