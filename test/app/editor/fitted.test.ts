import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, LEAST_ZOOM } from '@/app/_editor/canvas/fitted'
import type { Box } from '@/app/_editor/model/size'

const BUTTONS: Box = { x: 15, y: 285, width: 26, height: 100 }
const MAP: Box = { x: 545, y: 295, width: 140, height: 90 }
const PANE = { width: 700, height: 400, corners: [BUTTONS, MAP] }

const thing = (x: number, y: number): Box => ({ x, y, width: 200, height: 90 })

const seen = (things: readonly Box[], pane = PANE, mostZoom = 2): readonly Box[] => {
  const view = fitted(things, pane, mostZoom)
  if (!view) throw new Error('nothing to see')
  return things.map(({ x, y, width, height }) => ({
    x: x * view.zoom + view.x,
    y: y * view.zoom + view.y,
    width: width * view.zoom,
    height: height * view.zoom,
  }))
}
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('nothing that is drawn lies under the map or the buttons, and all of it is in the pane (seed 51)', () => {
  const places = fc.array(
    fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -500, max: 500 })),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  fc.assert(
    fc.property(places, drawn => {
      for (const box of seen(drawn.map(([x, y]) => thing(x, y)))) {
        expect(PANE.corners.some(corner => overlap(corner, box))).toBe(false)
        expect(box.x).toBeGreaterThanOrEqual(0)
        expect(box.y).toBeGreaterThanOrEqual(0)
        expect(box.x + box.width).toBeLessThanOrEqual(PANE.width)
        expect(box.y + box.height).toBeLessThanOrEqual(PANE.height)
      }
    }),
    { seed: 51, numRuns: 300 },
  )
})

test('where the corners are free anyway they take no room', () => {
  const column = [thing(0, 0), thing(0, 200), thing(0, 400)]
  expect(fitted(column, PANE, 2)).toEqual(fitted(column, { ...PANE, corners: [] }, 2))
})

test('what is wide goes above the map, and what is tall beside it', () => {
  const [left, right] = seen([thing(0, 0), thing(1_400, 0)])
  expect(left!.y + left!.height).toBeLessThanOrEqual(MAP.y)
  expect(right!.x + right!.width).toBeGreaterThan(MAP.x)
  const tall = seen([thing(0, 0), thing(0, 1_000), thing(300, 1_000)])
  for (const box of tall) expect(overlap(MAP, box)).toBe(false)
  expect(Math.max(...tall.map(({ y, height }) => y + height))).toBeGreaterThan(MAP.y)
})

test('the view is neither nearer than asked nor farther than the canvas goes', () => {
  expect(fitted([thing(0, 0)], PANE, 1)?.zoom).toBe(1)
  expect(fitted([thing(-90_000, 0), thing(90_000, 0)], PANE, 1)?.zoom).toBe(LEAST_ZOOM)
  expect(fitted([], PANE, 1)).toBeNull()
})
