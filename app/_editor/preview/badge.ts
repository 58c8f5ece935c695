import type { ValueKind } from '@/sandbox/ir/program'
import { number } from '../../_ui/numbers'

/** Places in the page into which the value of a port or name is painted. */
export interface Badge {
  readonly key: string
  readonly text: HTMLElement
  /** Where its last values are drawn, if anywhere. */
  readonly line: HTMLCanvasElement | null
  /** Carries `data-truth`: true, false or missing; absent for numbers. */
  readonly tinted: HTMLElement
}

/** Bars of a sparkline, the one at the cursor last. */
export const SPARK_BARS = 60

/** What is painted into a badge. */
export interface Reading {
  readonly kind: ValueKind
  readonly column: Float64Array | null
  readonly bar: number
}

/** Writes the value and tints the badge: a few words, cheap enough for every badge of every frame. */
export function writeBadge(badge: Badge, { kind, column, bar }: Reading): void {
  const value = column && bar >= 0 ? (column[bar] ?? Number.NaN) : Number.NaN
  const text = wordOf(kind, value)
  if (badge.text.textContent !== text) badge.text.textContent = text
  const truth = kind === 'bool' ? (Number.isNaN(value) ? 'missing' : value === 1 ? 'true' : 'false') : null
  if (truth === null) delete badge.tinted.dataset.truth
  else if (badge.tinted.dataset.truth !== truth) badge.tinted.dataset.truth = truth
}

const wordOf = (kind: ValueKind, value: number): string =>
  kind === 'bool' && !Number.isNaN(value) ? (value === 1 ? 'true' : 'false') : number(value)

export interface Spark {
  /** From 0 at the left to 1 at the right, and from 0 at the bottom to 1 at the top; null where a value is missing. */
  readonly x: number
  readonly y: number | null
}

/** The last values up to a bar, laid into a unit square. */
export function sparkOf(column: Float64Array, bar: number, most = SPARK_BARS): Spark[] {
  const from = Math.max(0, bar - most + 1)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let at = from; at <= bar; at++) {
    const value = column[at]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const height = high - low
  return Array.from({ length: bar - from + 1 }, (_, at) => {
    const value = column[from + at]!
    const y = Number.isFinite(value) ? (height > 0 && height < Infinity ? (value - low) / height : 0.5) : null
    return { x: most > 1 ? (most - 1 - (bar - from) + at) / (most - 1) : 1, y }
  })
}

/** Draws the values before the bar. */
export function drawBadge({ line: canvas }: Badge, { kind, column, bar }: Reading): void {
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return
  const { width, height } = canvas
  pen.clearRect(0, 0, width, height)
  if (!column || bar < 0) return
  const colour = colourOf(canvas)
  const room = height - 3
  const points = sparkOf(column, bar)
  if (kind === 'bool') {
    pen.fillStyle = colour
    const step = width / SPARK_BARS
    for (const { x, y } of points)
      if (y !== null && isTrue(column, bar, x))
        pen.fillRect(x * (width - step), 2, Math.max(1, step), height - 4)
    return
  }
  pen.strokeStyle = colour
  pen.lineWidth = Math.max(1, height / 14)
  pen.beginPath()
  let isDown = false
  for (const { x, y } of points) {
    if (y === null) {
      isDown = false
      continue
    }
    const [left, top] = [x * (width - 2) + 1, 1.5 + (1 - y) * room]
    if (isDown) pen.lineTo(left, top)
    else pen.moveTo(left, top)
    isDown = true
  }
  pen.stroke()
}

const isTrue = (column: Float64Array, bar: number, x: number): boolean =>
  column[bar - Math.round((1 - x) * (SPARK_BARS - 1))] === 1

/** Asking for a style is slow: it is asked once a canvas, and again when the theme changes. */
const colours = new WeakMap<HTMLCanvasElement, string>()
const colourOf = (canvas: HTMLCanvasElement): string => {
  const known = colours.get(canvas)
  if (known) return known
  const colour = getComputedStyle(canvas).color
  colours.set(canvas, colour)
  return colour
}

/** Forgets a canvas’s colour; it is asked for when it is painted next. */
export const forgetColour = (canvas: HTMLCanvasElement): void => void colours.delete(canvas)
