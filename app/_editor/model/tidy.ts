// Lays a sheet out from left to right with ELK. Blocks that are pinned stay where they are; what lies in a frame stays together.
import type { Change, Edit } from './edit'
import { moveBlocks, type Point } from './edits/blocks'
import { hiddenThings, membersOf } from './frames'
import { type Frame, type Scene, wiresOf } from './graphState'
import { portsOfBlock } from './ports'
import { framePath } from './record'
import { type Box, boxOf, CHIP, HEAD_HEIGHT, ROW_HEIGHT, snapped } from './size'

type Options = Readonly<Record<string, string>>

/** A graph as ELK takes it. */
export interface ElkInput {
  readonly id: string
  readonly layoutOptions: Options
  readonly children: readonly ElkChild[]
  readonly edges: readonly { readonly id: string; readonly sources: string[]; readonly targets: string[] }[]
}

interface ElkChild {
  readonly id: string
  readonly width?: number
  readonly height?: number
  readonly layoutOptions: Options
  readonly ports?: readonly {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly layoutOptions: Options
  }[]
  readonly children?: readonly ElkChild[]
}

/** Where things are to be; what calls ELK, in a thread or not. Null where it was stopped, or overtaken by a newer request. */
export type Layouter = (input: ElkInput, stop?: AbortSignal) => Promise<ReadonlyMap<string, Box> | null>

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.spacing.nodeNode': '30',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
}
const FRAME_OPTIONS = { 'elk.padding': '[top=40,left=24,bottom=24,right=24]' }

/** What is laid out: blocks and frames that may move, each with the frame it lies in. */
interface Plan {
  readonly blocks: readonly string[]
  readonly frames: readonly Frame[]
  readonly parents: ReadonlyMap<string, string>
}

function planOf(scene: Scene, ids: ReadonlySet<string>): Plan {
  const hidden = hiddenThings(scene)
  const isPinned = (id: string) => scene.blocks.get(id)?.pinned === true
  const asked = [...scene.frames.values()].filter(({ id }) => ids.has(id) && !hidden.has(id))
  const members = new Map(asked.map(frame => [frame.id, membersOf(scene, frame)]))
  // a frame around a pinned block stays, with everything in it
  const fixed = asked.filter(({ id }) => members.get(id)?.some(isPinned))
  const staying = new Set(fixed.flatMap(({ id }) => [id, ...(members.get(id) ?? [])]))
  const frames = asked.filter(({ id }) => !staying.has(id))
  const parents = new Map<string, string>()
  // the largest first, so that the smallest around a thing is the one that is kept
  for (const { id, collapsed } of frames.toSorted((a, b) => b.width * b.height - a.width * a.height))
    for (const member of collapsed ? [] : (members.get(id) ?? [])) parents.set(member, id)
  const blocks = [...scene.blocks.keys()].filter(
    id => ids.has(id) && !isPinned(id) && !hidden.has(id) && !staying.has(id),
  )
  return { blocks, frames, parents }
}

export function elkInput(scene: Scene, ids: ReadonlySet<string>): ElkInput {
  const { blocks, frames, parents } = planOf(scene, ids)
  const leaves = blocks.map(id => ({ id, child: blockChild(scene, id) }))
  const open = new Set(frames.flatMap(({ id, collapsed }) => (collapsed ? [] : [id])))
  const within = (parent: string | undefined): ElkChild[] => [
    ...frames
      .filter(({ id }) => parents.get(id) === parent)
      .map(
        ({ id, collapsed }): ElkChild =>
          collapsed
            ? { id, ...CHIP, layoutOptions: {} }
            : { id, layoutOptions: FRAME_OPTIONS, children: within(id) },
      )
      .filter(({ id, children }) => !open.has(id) || (children?.length ?? 0) > 0),
    ...leaves.filter(({ id }) => parents.get(id) === parent).map(({ child }) => child),
  ]
  return {
    id: 'sheet',
    layoutOptions: OPTIONS,
    children: within(undefined),
    edges: edgesOf(scene, leaves, frames),
  }
}

function blockChild(scene: Scene, id: string): ElkChild {
  const block = scene.blocks.get(id)!
  const { width, height } = boxOf(block, scene.graph)
  const { inputs, outputs } = portsOfBlock(block, scene.graph)
  const port = (side: 'WEST' | 'EAST', name: string, at: number) => ({
    id: portId(id, side, name),
    x: side === 'WEST' ? 0 : width,
    y: HEAD_HEIGHT + ROW_HEIGHT * (at + 0.5),
    width: 0,
    height: 0,
    layoutOptions: { 'elk.port.side': side },
  })
  return {
    id,
    width,
    height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      ...inputs.map(({ name }, at) => port('WEST', name, at)),
      ...outputs.map(({ name }, at) => port('EAST', name, at)),
    ],
  }
}

/** Wires between things that are laid out; those of hidden blocks go to the chip that hides them. */
function edgesOf(
  scene: Scene,
  leaves: readonly { readonly child: ElkChild }[],
  frames: readonly Frame[],
): ElkInput['edges'] {
  const ports = new Set(leaves.flatMap(({ child }) => (child.ports ?? []).map(({ id }) => id)))
  const hidden = hiddenThings(scene)
  const chips = new Set(frames.flatMap(({ id, collapsed }) => (collapsed ? [id] : [])))
  const place = (block: string, side: 'WEST' | 'EAST', port: string): string | null => {
    const chip = hidden.get(block)
    if (chip !== undefined) return chips.has(chip) ? chip : null
    const id = portId(block, side, port)
    return ports.has(id) ? id : null
  }
  return wiresOf(scene).flatMap(({ from, to }, at) => {
    const source = place(from.block, 'EAST', from.port)
    const target = place(to.block, 'WEST', to.port)
    return source !== null && target !== null && source !== target
      ? [{ id: `${at}`, sources: [source], targets: [target] }]
      : []
  })
}

const portId = (block: string, side: string, name: string): string => `${block} ${side} ${name}`

/**
 * The whole sheet, or what is selected, laid out; its upper left corner stays where it was. Null where nothing may move, it was
 * stopped, or something newer was asked for.
 */
export async function tidy(
  scene: Scene,
  ids: Iterable<string>,
  layouter: Layouter,
  stop?: AbortSignal,
): Promise<Edit | null> {
  const chosen = new Set(ids)
  const all = chosen.size > 1 ? chosen : new Set([...scene.blocks.keys(), ...scene.frames.keys()])
  const input = elkInput(scene, all)
  if (input.children.length === 0) return null
  const laid = await layouter(input, stop)
  if (!laid || stop?.aborted) return null
  const before = [...laid.keys()].flatMap(id => scene.blocks.get(id) ?? scene.frames.get(id) ?? [])
  const left = Math.min(...before.map(({ x }) => x)) - Math.min(...Array.from(laid.values(), ({ x }) => x))
  const top = Math.min(...before.map(({ y }) => y)) - Math.min(...Array.from(laid.values(), ({ y }) => y))
  const places = Array.from(laid, ([id, { x, y }]): [string, Point] => [
    id,
    { x: snapped(x + left), y: snapped(y + top) },
  ])
  const sizes = [...laid].flatMap(([id, { width, height }]): Change[] => {
    const frame = scene.frames.get(id)
    if (!frame || frame.collapsed) return []
    const path = framePath(scene.within, id)
    return [
      { path: [...path, 'width'], value: Math.round(width) },
      { path: [...path, 'height'], value: Math.round(height) },
    ]
  })
  const moved = moveBlocks(scene, new Map(places))
  return { title: 'Tidy up', changes: [...moved.changes, ...sizes] }
}
