// The view that shows everything, with nothing of it under what stands in the corners of the canvas.
import { around, type Box } from '../model/size'

export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

interface Pane {
  readonly width: number
  readonly height: number
  /** What lies over the canvas, in its own pixels. */
  readonly corners: readonly Box[]
}

type Insets = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>

export const LEAST_ZOOM = 0.1
export const MOST_ZOOM = 2
const MARGIN = 0.065
/** Between what is drawn and what lies over it. */
const GAP = 8

/** The nearest view of all things at once; null of nothing. */
export function fitted(things: readonly Box[], pane: Pane, mostZoom: number): Viewport | null {
  const all = around(things)
  if (!all || pane.width === 0 || pane.height === 0) return null
  const views = [insetsOf(pane, []), ...waysPast(pane)].map(insets => viewIn(all, pane, insets, mostZoom))
  const clear = views.filter(view => !pane.corners.some(corner => things.some(isUnder(corner, view))))
  return clear.sort((a, b) => b.zoom - a.zoom)[0] ?? views[0] ?? null
}

/** Each corner is passed either beside it or above it. */
function waysPast(pane: Pane): readonly Insets[] {
  const ways = pane.corners.reduce<readonly (readonly Partial<Insets>[])[]>(
    (before, corner) => before.flatMap(way => pastOf(pane, corner).map(past => [...way, past])),
    [[]],
  )
  return ways.map(way => insetsOf(pane, way))
}

const pastOf = (pane: Pane, { x, y, width, height }: Box): readonly Partial<Insets>[] => [
  x + width / 2 < pane.width / 2 ? { left: x + width + GAP } : { right: pane.width - x + GAP },
  y + height / 2 < pane.height / 2 ? { top: y + height + GAP } : { bottom: pane.height - y + GAP },
]

function insetsOf({ width, height }: Pane, way: readonly Partial<Insets>[]): Insets {
  const most = (side: keyof Insets, margin: number) => Math.max(margin, ...way.map(each => each[side] ?? 0))
  return {
    left: most('left', width * MARGIN),
    right: most('right', width * MARGIN),
    top: most('top', height * MARGIN),
    bottom: most('bottom', height * MARGIN),
  }
}

function viewIn(all: Box, pane: Pane, { left, right, top, bottom }: Insets, mostZoom: number): Viewport {
  const [width, height] = [pane.width - left - right, pane.height - top - bottom]
  const zoom = Math.max(LEAST_ZOOM, Math.min(mostZoom, width / all.width, height / all.height))
  return {
    x: left + (width - all.width * zoom) / 2 - all.x * zoom,
    y: top + (height - all.height * zoom) / 2 - all.y * zoom,
    zoom,
  }
}

const isUnder =
  (corner: Box, { x, y, zoom }: Viewport) =>
  (thing: Box): boolean =>
    thing.x * zoom + x < corner.x + corner.width &&
    corner.x < (thing.x + thing.width) * zoom + x &&
    thing.y * zoom + y < corner.y + corner.height &&
    corner.y < (thing.y + thing.height) * zoom + y
