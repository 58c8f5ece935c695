// What a graph's drawing shows, worked out from its document.
import { catalogue } from '@/sandbox/catalogue'
import { portsOf } from '@/sandbox/compile/api'
import type { GraphBlock, GraphDocument } from '@/sandbox/compile/graph/document'

export interface DrawnBlock {
  readonly id: string
  readonly title: string
  /** Its parameters and the values that stand on its ports. */
  readonly detail: string
  readonly kind: GraphBlock['kind']
  readonly x: number
  readonly y: number
  readonly height: number
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

export interface DrawnWire {
  readonly key: string
  readonly path: string
}

export interface Picture {
  readonly blocks: readonly DrawnBlock[]
  readonly wires: readonly DrawnWire[]
  readonly frames: GraphDocument['frames']
  readonly notes: GraphDocument['notes']
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

export const WIDTH = 180
export const HEAD = 40
export const ROW = 22
const MARGIN = 40

export function pictureOf(graph: GraphDocument): Picture {
  const blocks = graph.blocks.map(block => drawn(block, graph))
  const byId = new Map(blocks.map(block => [block.id, block]))
  const wires = graph.wires.flatMap(({ from, to }, at) => {
    const [source, target] = [byId.get(from.block), byId.get(to.block)]
    if (!source || !target) return []
    const [x, y] = [source.x + WIDTH, portY(source, source.outputs.indexOf(from.port))]
    const [u, v] = [target.x, portY(target, target.inputs.indexOf(to.port))]
    const bend = Math.max(30, Math.abs(u - x) / 2)
    return [{ key: `${at}`, path: `M${x},${y}C${x + bend},${y},${u - bend},${v},${u},${v}` }]
  })
  const { frames, notes } = graph
  const things = [...blocks.map(block => ({ ...block, width: WIDTH })), ...frames, ...notes]
  const left = Math.min(0, ...things.map(({ x }) => x)) - MARGIN
  const top = Math.min(0, ...things.map(({ y }) => y)) - MARGIN
  const right = Math.max(400, ...things.map(({ x, width }) => x + width)) + MARGIN
  const bottom = Math.max(200, ...things.map(({ y, height }) => y + height)) + MARGIN
  return { blocks, wires, frames, notes, box: { x: left, y: top, width: right - left, height: bottom - top } }
}

/** Middle of a port's row; of the block's head where the port is not known. */
export const portY = ({ y }: Pick<DrawnBlock, 'y'>, at: number): number =>
  at < 0 ? y + HEAD / 2 : y + HEAD + ROW * at + ROW / 2

function drawn(block: GraphBlock, graph: GraphDocument): DrawnBlock {
  const { title, inputs, outputs, detail } = described(block, graph)
  const height = HEAD + ROW * Math.max(1, inputs.length, outputs.length) + 6
  return { id: block.id, title, detail, kind: block.kind, x: block.x, y: block.y, height, inputs, outputs }
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'param' in value ? String(value.param) : String(value)

function described(
  block: GraphBlock,
  graph: GraphDocument,
): Pick<DrawnBlock, 'title' | 'inputs' | 'outputs' | 'detail'> {
  switch (block.kind) {
    case 'operator': {
      const entry = catalogue.entry(block.entry)
      const clock = [block.symbol, block.timeframe].filter(Boolean).join(' ')
      const settings = Object.entries({ ...block.params, ...block.values }).map(
        ([name, value]) => `${name} ${shown(value)}`,
      )
      return {
        title: block.name ?? entry?.title ?? block.entry,
        inputs: entry ? portsOf(entry).map(({ name }) => name) : [],
        outputs: entry?.type === 'composite' ? entry.outputs.map(({ name }) => name) : ['value'],
        detail: [block.name && entry ? entry.title : '', clock, ...settings].filter(Boolean).join(' · '),
      }
    }
    case 'constant':
      return { title: block.name ?? 'Constant', inputs: [], outputs: ['value'], detail: shown(block.value) }
    case 'code':
      return {
        title: block.name ?? 'Code',
        inputs: block.inputs.map(({ name }) => name),
        outputs: block.outputs.map(({ name }) => name),
        detail: block.over === 'bars' ? 'bar by bar' : 'over series',
      }
    case 'subgraph': {
      const made = graph.subgraphs[block.use]
      return {
        title: block.name ?? made?.name ?? block.use,
        inputs: made?.inputs.map(({ name }) => name) ?? [],
        outputs: made?.outputs.map(({ name }) => name) ?? [],
        detail: Object.entries(block.params)
          .map(([name, value]) => `${name} ${shown(value)}`)
          .join(' · '),
      }
    }
    case 'output':
      return { title: block.output, inputs: ['value'], outputs: [], detail: 'output' }
    case 'column':
      return { title: block.column, inputs: ['value'], outputs: [], detail: 'column' }
    case 'input':
      return { title: block.port, inputs: [], outputs: ['value'], detail: 'input' }
    case 'result':
      return { title: block.port, inputs: ['value'], outputs: [], detail: 'result' }
  }
}
