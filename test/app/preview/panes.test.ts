import { expect, test } from 'vitest'
import { leastHeight, type Placed, panesOf, partOf } from '@/app/_editor/preview/panes'

const number = (key: string, isPrice = false): Placed => ({ key, kind: 'number', isPrice })
const bool = (key: string): Placed => ({ key, kind: 'bool', isPrice: false })

test('prices lie over the candles, numbers below one by one, conditions together at the bottom', () => {
  const panes = panesOf([bool('up'), number('average', true), number('rsi'), bool('down'), number('width')])
  expect(Object.fromEntries(panes)).toEqual({ average: 0, rsi: 1, width: 2, up: 3, down: 3 })
})

test('what has no pane left shares the last', () => {
  const panes = panesOf(['a', 'b', 'c', 'd', 'e', 'f'].map(key => number(key)))
  expect([...panes.values()]).toEqual([1, 2, 3, 4, 4, 4])
})

test('panes in the usual height can be read, and more of them are scrolled to', () => {
  const USUAL = 180
  const below = (count: number) => Array.from({ length: count }, (_, at) => number(`n${at}`))
  for (const count of [0, 1]) expect(leastHeight(below(count))).toBeLessThan(USUAL)
  expect(leastHeight([...below(4), bool('up')])).toBeGreaterThan(USUAL)
  for (const count of [1, 2, 3, 4]) {
    const candles = (Math.max(USUAL, leastHeight(below(count))) - 26) / (1 + count * partOf(count))
    expect(candles * partOf(count)).toBeGreaterThan(30)
    expect(candles).toBeGreaterThan(75)
  }
})
