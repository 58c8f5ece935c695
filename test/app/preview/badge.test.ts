import { expect, test } from 'vitest'
import { drawBand, drawLine, SPARK_BARS } from '@/app/_editor/preview/badge'
import { lastUpTo } from '@/app/_editor/preview/store'

const WIDE = SPARK_BARS + 1
const HIGH = 23

/** A pen that remembers: points of each stroke, and filled boxes from left to right. */
function pen() {
  const lines: [number, number][][] = []
  const boxes: [number, number][] = []
  return {
    lines,
    boxes,
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 0,
    beginPath() {},
    stroke() {},
    moveTo: (x: number, y: number) => void lines.push([[x, y]]),
    lineTo: (x: number, y: number) => void lines.at(-1)?.push([x, y]),
    fillRect: (x: number, _: number, width: number) => void boxes.push([x, x + width]),
  }
}

test('a sparkline ends at the right with the bar that is looked at, and keeps a hole', () => {
  const drawn = pen()
  drawLine(drawn, Float64Array.of(1, Number.NaN, 3, 2, 5), 3, WIDE, HIGH)
  expect(drawn.lines).toEqual([
    [[WIDE - 4, 21.5]],
    [
      [WIDE - 2, 1.5],
      [WIDE - 1, 11.5],
    ],
  ])
})

test('a flat line stands in the middle', () => {
  const drawn = pen()
  drawLine(drawn, Float64Array.of(7, 7), 1, WIDE, HIGH)
  expect(drawn.lines).toEqual([
    [
      [WIDE - 2, 11.5],
      [WIDE - 1, 11.5],
    ],
  ])
})

test('an infinite value is no point of a line', () => {
  const drawn = pen()
  drawLine(drawn, Float64Array.of(1, Number.POSITIVE_INFINITY, 2), 2, WIDE, HIGH)
  expect(drawn.lines.map(line => line.length)).toEqual([1, 1])
})

test('a line holds as many bars as a spark has, the newest of them', () => {
  const drawn = pen()
  drawLine(
    drawn,
    Float64Array.from({ length: 500 }, (_, bar) => bar),
    400,
    WIDE,
    HIGH,
  )
  expect(drawn.lines[0]).toHaveLength(SPARK_BARS)
  expect(drawn.lines[0]?.[0]).toEqual([1, 21.5])
})

test('a condition is a band where it held, bars beside each other in one piece', () => {
  const drawn = pen()
  drawBand(drawn, Float64Array.of(1, 1, 0, Number.NaN, 1), 4, SPARK_BARS, HIGH)
  expect(drawn.boxes).toEqual([
    [SPARK_BARS - 5, SPARK_BARS - 3],
    [SPARK_BARS - 1, SPARK_BARS],
  ])
})

test('a bar is found again by its time, or the last one before it', () => {
  const time = Float64Array.of(10, 20, 30)
  expect([5, 10, 19, 20, 99].map(at => lastUpTo(time, at))).toEqual([0, 0, 0, 1, 2])
})
