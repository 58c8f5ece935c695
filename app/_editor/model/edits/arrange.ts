import { count, type Edit } from '../edit'
import type { Scene } from '../graphState'
import { type Box, boxOf, snapped } from '../size'
import { moveBlocks, type Point } from './blocks'

export const SIDES = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Side = (typeof SIDES)[number]

interface Thing extends Box {
  readonly id: string
}

/** Blocks, frames and notes of the scene that are among those named. */
export function thingsOf({ blocks, frames, notes, graph }: Scene, ids: Iterable<string>): Thing[] {
  return [...ids].flatMap(id => {
    const block = blocks.get(id)
    if (block) return [{ id, ...boxOf(block, graph) }]
    const box = frames.get(id) ?? notes.get(id)
    return box ? [{ id, x: box.x, y: box.y, width: box.width, height: box.height }] : []
  })
}

export function align(scene: Scene, ids: Iterable<string>, side: Side): Edit {
  const things = thingsOf(scene, ids)
  const left = Math.min(...things.map(({ x }) => x))
  const right = Math.max(...things.map(({ x, width }) => x + width))
  const top = Math.min(...things.map(({ y }) => y))
  const bottom = Math.max(...things.map(({ y, height }) => y + height))
  const place = ({ x, y, width, height }: Thing): Point => {
    switch (side) {
      case 'left':
        return { x: left, y }
      case 'centre':
        return { x: (left + right - width) / 2, y }
      case 'right':
        return { x: right - width, y }
      case 'top':
        return { x, y: top }
      case 'middle':
        return { x, y: (top + bottom - height) / 2 }
      case 'bottom':
        return { x, y: bottom - height }
    }
  }
  return {
    ...moveBlocks(scene, new Map(things.map(thing => [thing.id, place(thing)]))),
    title: `Align ${count(things.length, 'thing')} ${side}`,
  }
}

/** Equal gaps between things, the outermost two staying where they are. */
export function distribute(scene: Scene, ids: Iterable<string>, axis: 'across' | 'down'): Edit {
  const [place, size] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const things = thingsOf(scene, ids).sort((a, b) => a[place] - b[place])
  const [first, last] = [things[0], things.at(-1)]
  const title = `Distribute ${count(things.length, 'thing')} ${axis}`
  if (!first || !last || things.length < 3) return { title, changes: [] }
  const taken = things.reduce((sum, thing) => sum + thing[size], 0)
  const gap = (last[place] + last[size] - first[place] - taken) / (things.length - 1)
  let at = first[place]
  const places = things.map(thing => {
    const spot: [string, Point] = [thing.id, { x: thing.x, y: thing.y, [place]: at }]
    at += thing[size] + gap
    return spot
  })
  return { ...moveBlocks(scene, new Map(places)), title }
}

export function snap(scene: Scene, ids: Iterable<string>): Edit {
  const things = thingsOf(scene, ids)
  const places = things.map(({ id, x, y }): [string, Point] => [id, { x: snapped(x), y: snapped(y) }])
  return { ...moveBlocks(scene, new Map(places)), title: `Snap ${count(things.length, 'thing')} to the grid` }
}

/** A step of the arrow keys; steps in a row are one entry. */
export function nudge(scene: Scene, ids: Iterable<string>, by: Point): Edit {
  const things = thingsOf(scene, ids)
  const places = things.map(({ id, x, y }): [string, Point] => [id, { x: x + by.x, y: y + by.y }])
  return moveBlocks(scene, new Map(places), `nudge ${things.map(({ id }) => id).join(' ')}`)
}
