// Lays a sheet out from left to right with ELK. Blocks that are pinned stay where they are.
import type { Edit } from './edit'
import { moveBlocks, type Point } from './edits/blocks'
import { type Scene, wiresOf } from './graphState'
import { portsOfBlock } from './ports'
import { boxOf, HEAD_HEIGHT, ROW_HEIGHT, snapped } from './size'

/** A graph as ELK takes it. */
export interface ElkInput {
  readonly id: string
  readonly layoutOptions: Readonly<Record<string, string>>
  readonly children: readonly ElkChild[]
  readonly edges: readonly { readonly id: string; readonly sources: string[]; readonly targets: string[] }[]
}

interface ElkChild {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly layoutOptions: Readonly<Record<string, string>>
  readonly ports: readonly {
    readonly id: string
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly layoutOptions: Readonly<Record<string, string>>
  }[]
}

/** Where ELK put things; what calls it, in a worker or not. */
export type Layouter = (input: ElkInput) => Promise<ReadonlyMap<string, Point>>

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.spacing.nodeNode': '30',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
}

export function elkInput(scene: Scene, ids: ReadonlySet<string>): ElkInput {
  const children = [...scene.blocks.values()]
    .filter(({ id, pinned }) => ids.has(id) && !pinned)
    .map((block): ElkChild => {
      const { width, height } = boxOf(block, scene.graph)
      const { inputs, outputs } = portsOfBlock(block, scene.graph)
      const row = (at: number) => HEAD_HEIGHT + ROW_HEIGHT * (at + 0.5)
      const port = (side: 'WEST' | 'EAST', name: string, at: number) => ({
        id: portId(block.id, side, name),
        x: side === 'WEST' ? 0 : width,
        y: row(at),
        width: 0,
        height: 0,
        layoutOptions: { 'elk.port.side': side },
      })
      return {
        id: block.id,
        width,
        height,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [
          ...inputs.map(({ name }, at) => port('WEST', name, at)),
          ...outputs.map(({ name }, at) => port('EAST', name, at)),
        ],
      }
    })
  const known = new Set(children.flatMap(({ ports }) => ports.map(({ id }) => id)))
  const edges = wiresOf(scene).flatMap(({ from, to }, at) => {
    const [source, target] = [portId(from.block, 'EAST', from.port), portId(to.block, 'WEST', to.port)]
    return known.has(source) && known.has(target)
      ? [{ id: `${at}`, sources: [source], targets: [target] }]
      : []
  })
  return { id: 'sheet', layoutOptions: OPTIONS, children, edges }
}

const portId = (block: string, side: string, name: string): string => `${block} ${side} ${name}`

/** The whole sheet, or what is selected, laid out; its upper left corner stays where it was. Null where nothing may move. */
export async function tidy(scene: Scene, ids: Iterable<string>, layouter: Layouter): Promise<Edit | null> {
  const chosen = new Set(ids)
  const all = chosen.size > 1 ? chosen : new Set(scene.blocks.keys())
  const input = elkInput(scene, all)
  if (input.children.length === 0) return null
  const spots = await layouter(input)
  const before = input.children.map(({ id }) => scene.blocks.get(id)!)
  const left = Math.min(...before.map(({ x }) => x)) - Math.min(...Array.from(spots.values(), ({ x }) => x))
  const top = Math.min(...before.map(({ y }) => y)) - Math.min(...Array.from(spots.values(), ({ y }) => y))
  const places = Array.from(spots, ([id, { x, y }]): [string, Point] => [
    id,
    { x: snapped(x + left), y: snapped(y + top) },
  ])
  return { ...moveBlocks(scene, new Map(places)), title: 'Tidy up' }
}
