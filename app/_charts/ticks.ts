/** Round numbers inside a range, with at most so many stretches between them; 0 is one of them where the range holds it. */
export function ticksOf(low: number, high: number, most: number): readonly number[] {
  const range = high - low
  if (!(range > 0) || most < 1) return [low]
  const size = 10 ** Math.floor(Math.log10(range / most))
  const step = [1, 2, 5, 10].map(times => times * size).find(each => range / each <= most) ?? 10 * size
  const first = Math.ceil(low / step - SLACK)
  const last = Math.floor(high / step + SLACK)
  // by division: 3 * 0.1 is not 0.3
  const inverse = 1 / step
  return Array.from({ length: last - first + 1 }, (_, at) =>
    step < 1 ? (first + at) / Math.round(inverse) : (first + at) * step,
  )
}

/** A bound that misses a round number by its last bits is on it. */
const SLACK = 1e-9
