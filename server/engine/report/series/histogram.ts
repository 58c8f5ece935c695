export interface Histogram {
  /** One more than there are counts. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}

const MOST_BARS = 60
const STEPS = [1, 2, 2.5, 5, 10] as const

/**
 * How often values fall into stretches of equal, round length. Zero is always an edge, so gains and losses never share a bar; the
 * length is that of Freedman and Diaconis, who look at the middle half and so are not misled by a few far values.
 */
export function histogramOf(values: Float64Array): Histogram {
  if (values.length === 0) return { edges: [], counts: [] }
  const sorted = values.slice().sort()
  const low = sorted[0]!
  const high = sorted.at(-1)!
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!
  const wanted = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length)
  const step = roundUp(Math.max(wanted, (high - low) / MOST_BARS) || Math.abs(high) || 1)
  const first = Math.floor(low / step)
  const last = Math.floor(high / step)
  const counts = new Array<number>(last - first + 1).fill(0)
  for (const value of values) counts[Math.floor(value / step) - first]!++
  return { edges: Array.from({ length: counts.length + 1 }, (_, edge) => (first + edge) * step), counts }
}

function roundUp(length: number): number {
  const scale = 10 ** Math.floor(Math.log10(length))
  return scale * (STEPS.find(step => step * scale >= length) ?? 10)
}
