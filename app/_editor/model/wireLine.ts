// Where wires run on the canvas, for whoever drops something on them.
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { Point } from './edits/blocks'
import { type End, type GraphState, inputOf, type Scene } from './graphState'
import { portsOfBlock } from './ports'
import { BLOCK_WIDTH, HEAD_HEIGHT, ROW_HEIGHT } from './size'

/** How finely a curve is cut into straight pieces. */
const PIECES = 16
/** React Flow's: how far a wire that runs backwards bends out. */
const BEND = 0.25 * 25

/** The middle of a port. */
function portAt(block: GraphBlock, side: 'inputs' | 'outputs', name: string, graph: GraphState): Point {
  const row = portsOfBlock(block, graph)[side].findIndex(port => port.name === name)
  return {
    x: block.x + (side === 'outputs' ? BLOCK_WIDTH : 0),
    y: block.y + HEAD_HEIGHT + ROW_HEIGHT * (Math.max(0, row) + 0.5),
  }
}

/** Points along a wire as it is drawn, from its output to its input. */
function wireLine(a: Point, d: Point): Point[] {
  const across = d.x - a.x
  const bend = across >= 0 ? across / 2 : BEND * Math.sqrt(-across)
  const [b, c] = [a.x + bend, d.x - bend]
  return Array.from({ length: PIECES + 1 }, (_, at) => {
    const t = at / PIECES
    const u = 1 - t
    return {
      x: u ** 3 * a.x + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d.x,
      y: (u ** 3 + 3 * u * u * t) * a.y + (3 * u * t * t + t ** 3) * d.y,
    }
  })
}

/** How far a point is from a straight piece. */
function distanceTo({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length))
  return Math.hypot(x - (a.x + part * dx), y - (a.y + part * dy))
}

/** The input of the wire nearest to a point and within `reach`; wires at the block `except` don't count. */
export function wireNear(scene: Scene, point: Point, reach: number, except: string): End | null {
  let best: { end: End; distance: number } | null = null
  for (const [key, from] of scene.wires) {
    const to = inputOf(key)
    const [source, target] = [scene.blocks.get(from.block), scene.blocks.get(to.block)]
    if (!source || !target || from.block === except || to.block === except) continue
    const [start, end] = [
      portAt(source, 'outputs', from.port, scene.graph),
      portAt(target, 'inputs', to.port, scene.graph),
    ]
    const line = wireLine(start, end)
    for (let at = 0; at < PIECES; at++) {
      const distance = distanceTo(point, line[at]!, line[at + 1]!)
      if (distance <= reach && (!best || distance < best.distance)) best = { end: to, distance }
    }
  }
  return best?.end ?? null
}
