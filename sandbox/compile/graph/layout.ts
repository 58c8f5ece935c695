// Where blocks stand when nobody has put them anywhere: columns from left to right, each behind all that feed it.

export interface Box {
  readonly id: string
  readonly width: number
  readonly height: number
  /** Belongs into the last column, whatever feeds it. */
  readonly last?: boolean
}

export interface Link {
  readonly from: string
  readonly to: string
}

export interface Spot {
  readonly x: number
  readonly y: number
}

/** Everything stands on multiples of it. */
export const GRID = 20
const GAP = { x: 80, y: 40 }
/** Sweeps that pull blocks towards what they are connected to. */
const SWEEPS = 4

const onGrid = (length: number): number => Math.ceil(length / GRID) * GRID

/** A spot for each box, none over another. Links that close a circle are left out of account. */
export function layout(blocks: readonly Box[], links: readonly Link[]): ReadonlyMap<string, Spot> {
  const at = new Map(blocks.map(({ id }, index) => [id, index]))
  const before: number[][] = blocks.map(() => [])
  const after: number[][] = blocks.map(() => [])
  for (const { from, to } of links) {
    const [source, target] = [at.get(from), at.get(to)]
    if (source === undefined || target === undefined || source === target) continue
    before[target]!.push(source)
    after[source]!.push(target)
  }
  const layers = layersOf(before, after, at => blocks[at]!.last === true)
  const rank = new Float64Array(blocks.length)
  for (const layer of layers) for (const [place, block] of layer.entries()) rank[block] = place
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0
    for (const layer of forth ? layers : [...layers].reverse()) {
      const pull = new Map(
        layer.map(block => [block, middle(forth ? before[block]! : after[block]!, rank, block)]),
      )
      layer.sort((a, b) => pull.get(a)! - pull.get(b)! || a - b)
      for (const [place, block] of layer.entries()) rank[block] = place
    }
  }
  const heightOf = (block: number): number => onGrid(blocks[block]!.height)
  const heights = layers.map(layer => layer.reduce((sum, block) => sum + heightOf(block) + GAP.y, -GAP.y))
  const tallest = Math.max(0, ...heights)
  const spots = new Map<string, Spot>()
  let x = 0
  for (const [column, layer] of layers.entries()) {
    let y = Math.floor((tallest - heights[column]!) / 2 / GRID) * GRID
    let widest = 0
    for (const block of layer) {
      const { id, width } = blocks[block]!
      spots.set(id, { x, y })
      y += heightOf(block) + GAP.y
      widest = Math.max(widest, onGrid(width))
    }
    x += widest + GAP.x
  }
  return spots
}

/** The average place of a block's neighbours; its own where it has none. */
function middle(neighbours: readonly number[], rank: Float64Array, block: number): number {
  if (neighbours.length === 0) return rank[block]!
  return neighbours.reduce((sum, each) => sum + rank[each]!, 0) / neighbours.length
}

/** Each block one column behind the last that feeds it; what feeds nothing but one column moves up to it. */
function layersOf(
  before: readonly number[][],
  after: readonly number[][],
  isLast: (block: number) => boolean,
): number[][] {
  const depth = new Int32Array(before.length)
  const waiting = Int32Array.from(before, sources => sources.length)
  const ready = [...before.keys()].filter(block => waiting[block] === 0)
  for (const block of ready)
    for (const next of after[block]!) {
      depth[next] = Math.max(depth[next]!, depth[block]! + 1)
      if (--waiting[next]! === 0) ready.push(next)
    }
  for (const block of [...ready].reverse()) {
    if (before[block]!.length > 0 || after[block]!.length === 0) continue
    depth[block] = Math.min(...after[block]!.map(next => depth[next]!)) - 1
  }
  const end = Math.max(0, ...depth)
  const anyBefore = depth.some((at, block) => at === end && !isLast(block))
  for (let block = 0; block < depth.length; block++)
    if (isLast(block)) depth[block] = anyBefore ? end + 1 : end
  const least = Math.min(0, ...depth)
  const layers: number[][] = []
  for (let block = 0; block < depth.length; block++) {
    const layer = depth[block]! - least
    while (layers.length <= layer) layers.push([])
    layers[layer]!.push(block)
  }
  return layers.filter(layer => layer.length > 0)
}
