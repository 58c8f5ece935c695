// One scale from worse to better: dark blue to yellow, in steps that every common kind of eye tells apart, and in grey as well.
const STOPS = [
  '#00224e',
  '#123570',
  '#3b496c',
  '#575d6d',
  '#707173',
  '#8a8678',
  '#a59c74',
  '#c3b369',
  '#e1cc55',
  '#fee838',
] as const

export const GRADIENT = `linear-gradient(to right, ${STOPS.join(', ')})`

export interface Scale {
  readonly worst: number
  readonly best: number
  /** 0 is the worst shown and 1 the best. */
  readonly share: (value: number) => number
}

/** The scale of what is shown; null where nothing has a value. `better` says which end is which. */
export function scaleOf(values: Iterable<number | null>, better: 'higher' | 'lower'): Scale | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return null
  const [worst, best] = better === 'higher' ? [low, high] : [high, low]
  return { worst, best, share: value => (best === worst ? 0.5 : (value - worst) / (best - worst)) }
}

const parts = (colour: string) => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))

/** The colour of a share, and the ink that is read on it. */
export function paint(share: number): { readonly background: string; readonly color: string } {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1)
  const at = Math.min(STOPS.length - 2, Math.floor(place))
  const [low, high] = [parts(STOPS[at] ?? STOPS[0]), parts(STOPS[at + 1] ?? STOPS[0])]
  const mixed = low.map((part, k) => Math.round(part + ((high[k] ?? part) - part) * (place - at)))
  return { background: `rgb(${mixed.join(' ')})`, color: isBright(mixed) ? '#000000' : '#ffffff' }
}

/** Whether black is read better on it than white: by the relative luminance of WCAG. */
function isBright(rgb: readonly number[]): boolean {
  const [r = 0, g = 0, b = 0] = rgb.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > EQUAL_CONTRAST
}

/** Here black and white are read equally well. */
const EQUAL_CONTRAST = Math.sqrt(1.05 * 0.05) - 0.05
