import type { BarColumns } from '../../ir/bars'
import type { ValueKind } from '../../ir/program'

export interface PictureLine {
  readonly name: string
  readonly kind: ValueKind
  readonly values: Float64Array
}

const WIDTH = 640
const PRICE = { top: 8, height: 190 }
const PANE = { top: 214, height: 96 }
const LEFT = 8
const RIGHT = 632
/** Told apart by colour-blind eyes too (Okabe and Ito), in order of use. */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00']

interface Scale {
  readonly y: (value: number) => number
}

/**
 * Candles with what the entry says about them: lines of price size over the bars, others in a pane below, true marked
 * under its bar. Inline SVG without scripts; greys take the page's text colour.
 */
export const pictureOf = (
  title: string,
  bars: BarColumns,
  lines: readonly PictureLine[],
  shown = 110,
): string => {
  const to = bars.close.length
  const from = Math.max(0, to - shown)
  const step = (RIGHT - LEFT) / (to - from)
  const x = (i: number) => LEFT + (i - from + 0.5) * step
  const low = least(bars.low, from, to)
  const high = most(bars.high, from, to)
  const numbers = lines.filter(line => line.kind === 'number' && !empty(line.values, from, to))
  const near = (slack: number) => (line: PictureLine) =>
    least(line.values, from, to) > low - slack && most(line.values, from, to) < high + slack
  // one line among the bars brings those along that are of price size and stray further
  const overlays = numbers.filter(near(numbers.some(near((high - low) / 3)) ? high - low : (high - low) / 3))
  const below = numbers.filter(line => !overlays.includes(line))
  const flags = lines.filter(line => line.kind === 'bool')
  const price = scale(
    Math.min(low, ...overlays.map(line => least(line.values, from, to))),
    Math.max(high, ...overlays.map(line => most(line.values, from, to))),
    PRICE,
  )
  const pane =
    below.length > 0
      ? scale(
          Math.min(...below.map(line => least(line.values, from, to))),
          Math.max(...below.map(line => most(line.values, from, to))),
          PANE,
        )
      : null
  const height = pane ? 340 : 236
  const color = new Map(
    [...overlays, ...below, ...flags].map((line, k) => [line, COLORS[k % COLORS.length]!]),
  )
  const parts: string[] = []
  parts.push(candles(bars, from, to, x, step, price))
  for (const line of overlays) parts.push(path(line.values, from, to, x, price, color.get(line)!))
  if (pane) {
    parts.push(
      `<line x1="${LEFT}" x2="${RIGHT}" y1="${PANE.top - 6}" y2="${PANE.top - 6}" stroke="currentColor" opacity=".2"/>`,
    )
    for (const line of below) parts.push(path(line.values, from, to, x, pane, color.get(line)!))
  }
  flags.forEach((line, k) => {
    for (let i = from; i < to; i++) {
      if (line.values[i] !== 1) continue
      parts.push(
        `<circle cx="${round(x(i))}" cy="${round(price.y(bars.low[i]!) + 7 + 5 * k)}" r="2" fill="${color.get(line)!}"/>`,
      )
    }
  })
  const legend = legendOf(
    [...color].map(([line, fill]) => ({ name: line.name, fill })),
    height - 22,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${legend.bottom}" role="img" aria-label="${escaped(title)} on sample bars" font-family="system-ui, sans-serif" font-size="11">${parts.join('')}${legend.markup}</svg>`
}

/** Names in their colours, in as many rows as they need. */
const legendOf = (
  names: readonly { readonly name: string; readonly fill: string }[],
  top: number,
): { readonly markup: string; readonly bottom: number } => {
  let markup = ''
  let x = LEFT + 4
  let y = top + 14
  for (const { name, fill } of names) {
    // about the width of the letters, and a gap
    const width = name.length * 6.2 + 16
    if (x + width > RIGHT && x > LEFT + 4) {
      x = LEFT + 4
      y += 14
    }
    markup += `<text x="${round(x)}" y="${y}" fill="${fill}">${escaped(name)}</text>`
    x += width
  }
  return { markup, bottom: y + 8 }
}

/** All candles in two paths: hollow ones rise, filled ones fall. */
const candles = (
  bars: BarColumns,
  from: number,
  to: number,
  x: (i: number) => number,
  step: number,
  price: Scale,
): string => {
  const half = round(Math.max(0.6, step * 0.32))
  let rising = ''
  let falling = ''
  for (let i = from; i < to; i++) {
    const [open, close] = [price.y(bars.open[i]!), price.y(bars.close[i]!)]
    const [top, bottom] = [
      round(Math.min(open, close)),
      round(Math.max(open, close, Math.min(open, close) + 0.8)),
    ]
    const at = round(x(i))
    const shape = `M${at} ${round(price.y(bars.high[i]!))}V${top}M${at} ${bottom}V${round(price.y(bars.low[i]!))}M${round(at - half)} ${top}h${2 * half}V${bottom}h${-2 * half}z`
    if (bars.close[i]! >= bars.open[i]!) rising += shape
    else falling += shape
  }
  return `<g stroke="currentColor" stroke-width=".7" opacity=".55"><path d="${rising}" fill="none"/><path d="${falling}" fill="currentColor"/></g>`
}

/** A line that breaks where values are missing; a lone value becomes a dot. */
const path = (
  values: Float64Array,
  from: number,
  to: number,
  x: (i: number) => number,
  scale: Scale,
  stroke: string,
): string => {
  let d = ''
  let dots = ''
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i])) continue
    const joined = i > from && !Number.isNaN(values[i - 1])
    const goesOn = i + 1 < to && !Number.isNaN(values[i + 1])
    if (joined || goesOn) d += `${joined ? 'L' : 'M'}${round(x(i))} ${round(scale.y(values[i]!))}`
    else dots += `<circle cx="${round(x(i))}" cy="${round(scale.y(values[i]!))}" r="2.4" fill="${stroke}"/>`
  }
  return `${d ? `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="1.4"/>` : ''}${dots}`
}

const scale = (low: number, high: number, box: { top: number; height: number }): Scale => {
  const span = high > low ? high - low : Math.abs(high) || 1
  const floor = high > low ? low : low - span / 2
  return { y: value => box.top + box.height * (1 - (value - floor) / span) }
}

const least = (values: Float64Array, from: number, to: number): number => {
  let best = Infinity
  for (let i = from; i < to; i++) if (values[i]! < best) best = values[i]!
  return best
}

const most = (values: Float64Array, from: number, to: number): number => {
  let best = -Infinity
  for (let i = from; i < to; i++) if (values[i]! > best) best = values[i]!
  return best
}

const empty = (values: Float64Array, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (!Number.isNaN(values[i])) return false
  return true
}

const round = (value: number): number => Math.round(value * 10) / 10

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
