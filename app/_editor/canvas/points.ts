import type { Point } from '../model/edits/blocks'
import { snapped } from '../model/size'

export const gridded = ({ x, y }: Point): Point => ({ x: snapped(x), y: snapped(y) })
export const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

/** A place of the screen, counted from the canvas' corner and kept far enough from its edges. */
export function within(root: HTMLElement | null, { x, y }: Point): Point {
  const box = root?.getBoundingClientRect()
  if (!box) return { x, y }
  return {
    x: Math.max(8, Math.min(x - box.left, box.width - 340)),
    y: Math.max(8, Math.min(y - box.top, box.height - 360)),
  }
}

/** The middle of an element, in the window. */
export function middleOf(element: Element | null | undefined): Point {
  const box = element?.getBoundingClientRect()
  return { x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 }
}
