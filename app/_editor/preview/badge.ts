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

/** Writes the value and tints the badge: a few words, cheap enough for every badge of every frame. */
export function writeBadge(badge: Badge, kind: ValueKind, column: Float64Array | null, bar: number): void {
  const value = column && bar >= 0 ? (column[bar] ?? Number.NaN) : Number.NaN
  const text = wordOf(kind, value)
  if (badge.text.textContent !== text) badge.text.textContent = text
  const truth =
    kind === 'bool' ? (Number.isNaN(value) ? 'missing' : value === 1 ? 'true' : 'false') : undefined
  const { dataset } = badge.tinted
  if (dataset.truth === truth) return
  if (truth === undefined) delete dataset.truth
  else dataset.truth = truth
}

const wordOf = (kind: ValueKind, value: number): string =>
  kind === 'bool' && !Number.isNaN(value) ? (value === 1 ? 'true' : 'false') : number(value)

/** What a sparkline draws on; a canvas' pen is one. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'strokeStyle' | 'lineWidth' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'fillRect'
>

/** Draws the values up to a bar as a line; the newest stands at the right, and a hole is a hole. */
export function drawLine(pen: Pen, column: Float64Array, bar: number, width: number, height: number): void {
  const from = Math.max(0, bar - SPARK_BARS + 1)
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let at = from; at <= bar; at++) {
    const value = column[at]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const range = high - low
  const step = (width - 2) / (SPARK_BARS - 1)
  const room = height - 3
  pen.lineWidth = Math.max(1, height / 14)
  pen.beginPath()
  let isDown = false
  for (let at = from; at <= bar; at++) {
    const value = column[at]!
    if (!Number.isFinite(value)) {
      isDown = false
      continue
    }
    // a flat line stands in the middle, and so does one beside an infinite value
    const share = range > 0 && range < Infinity ? (value - low) / range : 0.5
    const x = width - 1 - (bar - at) * step
    const y = 1.5 + (1 - share) * room
    if (isDown) pen.lineTo(x, y)
    else pen.moveTo(x, y)
    isDown = true
  }
  pen.stroke()
}

/** Draws the bars on which a condition held as a band; bars beside each other are one piece. */
export function drawBand(pen: Pen, column: Float64Array, bar: number, width: number, height: number): void {
  const step = width / SPARK_BARS
  let begin = -1
  const from = Math.max(0, bar - SPARK_BARS + 1)
  for (let at = from; at <= bar + 1; at++) {
    const holds = at <= bar && column[at] === 1
    if (holds && begin < 0) begin = at
    if (holds || begin < 0) continue
    pen.fillRect(width - (bar - begin + 1) * step, 2, (at - begin) * step, height - 4)
    begin = -1
  }
}

/** Draws the values before the bar. */
export function drawBadge(
  { line: canvas }: Badge,
  kind: ValueKind,
  column: Float64Array | null,
  bar: number,
): void {
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return
  const { width, height } = canvas
  pen.clearRect(0, 0, width, height)
  if (!column || bar < 0) return
  colours ??= readColours()
  if (kind === 'bool') {
    pen.fillStyle = colours.band
    drawBand(pen, column, bar, width, height)
  } else {
    pen.strokeStyle = colours.line
    drawLine(pen, column, bar, width, height)
  }
}

/** Asking for a style is slow: it is asked once, and again when the theme changes. */
let colours: { readonly line: string; readonly band: string } | null = null

function readColours() {
  const style = getComputedStyle(document.documentElement)
  return {
    line: style.getPropertyValue('--soft').trim() || 'gray',
    band: style.getPropertyValue('--accent').trim() || 'gray',
  }
}

/** The page’s colours are others now; they are asked for when something is drawn next. */
export function forgetColours(): void {
  colours = null
}
