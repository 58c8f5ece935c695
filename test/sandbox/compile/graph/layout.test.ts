import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, GRID, type Link, layout } from '@/sandbox/compile/graph/layout'

const size = fc.integer({ min: 1, max: 400 })
/** Any boxes with any links, circles included. */
const drawing = fc
  .array(fc.record({ width: size, height: size, last: fc.boolean() }), { minLength: 1, maxLength: 40 })
  .chain(sizes => {
    const end = fc.nat(sizes.length - 1).map(at => `b${at}`)
    return fc.record({
      boxes: fc.constant(sizes.map((box, at): Box => ({ id: `b${at}`, ...box }))),
      links: fc.array(fc.record({ from: end, to: end }), { maxLength: 80 }),
    })
  })
const number = (id: string) => Number(id.slice(1))
const forward = (links: readonly Link[]) => links.filter(({ from, to }) => number(from) < number(to))

const overlaps = (boxes: readonly Box[], places: ReturnType<typeof layout>): string[] =>
  boxes.flatMap((a, at) =>
    boxes.slice(at + 1).flatMap(b => {
      const [p, q] = [places.get(a.id)!, places.get(b.id)!]
      const apart =
        p.x + a.width <= q.x || q.x + b.width <= p.x || p.y + a.height <= q.y || q.y + b.height <= p.y
      return apart ? [] : [`${a.id} and ${b.id}`]
    }),
  )

describe('the layout of blocks', () => {
  test('places every box once, on the grid, from the corner on, and none over another', () => {
    fc.assert(
      fc.property(drawing, ({ boxes, links }) => {
        const places = layout(boxes, links)
        expect(places.size).toBe(boxes.length)
        expect(overlaps(boxes, places)).toEqual([])
        const all = [...places.values()]
        expect(all.every(({ x, y }) => x % GRID === 0 && y % GRID === 0 && x >= 0 && y >= 0)).toBe(true)
        expect(Math.min(...all.map(({ x }) => x))).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  test('runs wires from left to right where there is no circle', () => {
    fc.assert(
      fc.property(drawing, ({ boxes, links }) => {
        const plain = boxes.map(box => ({ ...box, last: false }))
        const places = layout(plain, forward(links))
        for (const { from, to } of forward(links)) {
          const { width } = plain[number(from)]!
          expect(places.get(from)!.x + width).toBeLessThan(places.get(to)!.x)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('gives the same places every time', () => {
    fc.assert(
      fc.property(drawing, ({ boxes, links }) => {
        expect([...layout(boxes, links)]).toEqual([...layout(boxes, links)])
      }),
      { numRuns: 100 },
    )
  })

  test('keeps a chain on one line, and puts a reader between its two sources', () => {
    const box = (id: string): Box => ({ id, width: 100, height: 40 })
    const chain = layout(['a', 'b', 'c'].map(box), [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ])
    expect([...chain.values()].map(({ y }) => y)).toEqual([0, 0, 0])
    const fork = layout(['a', 'b', 'c'].map(box), [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
    ])
    expect(fork.get('c')!.y).toBe((fork.get('a')!.y + fork.get('b')!.y) / 2)
  })

  test('puts a source beside its first reader and outputs into the last column', () => {
    const box = (id: string, last = false): Box => ({ id, width: 100, height: 40, last })
    const places = layout(
      [box('a'), box('b'), box('c'), box('late'), box('early', true), box('end', true)],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'late', to: 'c' },
        { from: 'a', to: 'early' },
        { from: 'c', to: 'end' },
      ],
    )
    expect(places.get('late')!.x).toBe(places.get('b')!.x)
    expect(places.get('early')!.x).toBe(places.get('end')!.x)
    expect(places.get('end')!.x).toBeGreaterThan(places.get('c')!.x)
  })

  test('unties what would cross', () => {
    const box = (id: string): Box => ({ id, width: 100, height: 40 })
    const places = layout(['a', 'b', 'c', 'x', 'y', 'z'].map(box), [
      { from: 'a', to: 'z' },
      { from: 'b', to: 'y' },
      { from: 'c', to: 'x' },
    ])
    for (const [from, to] of [
      ['a', 'z'],
      ['b', 'y'],
      ['c', 'x'],
    ] as const)
      expect(places.get(from)!.y).toBe(places.get(to)!.y)
  })
  test('places 1,000 blocks', () => {
    const boxes = Array.from({ length: 1_000 }, (_, at): Box => ({ id: `b${at}`, width: 160, height: 80 }))
    const links = boxes.flatMap((_, at) =>
      at === 0 ? [] : [1, 7, 31].map(step => ({ from: `b${Math.max(0, at - step * 3)}`, to: `b${at}` })),
    )
    const places = layout(boxes, links)
    expect(places.size).toBe(1_000)
    expect(overlaps(boxes, places)).toEqual([])
  })
})
