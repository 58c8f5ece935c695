// How large things are on the canvas, so that what lays them out needs no browser.
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { GraphState } from './graphState'
import { paramSpecsOf, portsOfBlock } from './ports'

export const GRID = 10
export const BLOCK_WIDTH = 200
export const HEAD_HEIGHT = 30
export const ROW_HEIGHT = 24
const FOOT = 8
/** A collapsed frame. */
export const CHIP = { width: 180, height: 40 }

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const snapped = (value: number): number => Math.round(value / GRID) * GRID

export function boxOf(block: GraphBlock, graph: GraphState): Box {
  return { x: block.x, y: block.y, width: BLOCK_WIDTH, height: heightOf(block, graph) }
}

/** A head, a row for every pair of ports, a row for every parameter. */
export function heightOf(block: GraphBlock, graph: GraphState): number {
  const { inputs, outputs } = portsOfBlock(block, graph)
  const rows = Math.max(inputs.length, outputs.length) + paramSpecsOf(block, graph).length
  return HEAD_HEIGHT + ROW_HEIGHT * Math.max(1, rows) + FOOT
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const GAP = 40

/** The box where it covers none of the others: its own place, or the nearest to the right of what stands there. */
export function besides(box: Box, others: readonly Box[]): Box {
  let { x } = box
  for (;;) {
    const inTheWay = others.find(other => overlap({ ...box, x }, other))
    if (!inTheWay) return { ...box, x }
    x = snapped(inTheWay.x + inTheWay.width + GAP)
  }
}

/** The smallest box around all of them; null around nothing. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map(box => box.x))
  const y = Math.min(...boxes.map(box => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map(box => box.x + box.width)) - x,
    height: Math.max(...boxes.map(box => box.y + box.height)) - y,
  }
}

export const contains = (outer: Box, { x, y, width, height }: Box): boolean =>
  x >= outer.x && y >= outer.y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height

const FARTHEST = 1e6
/** Within what a document may hold. */
export const clamped = (value: number): number =>
  Number.isFinite(value) ? Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(value))) : 0
