import type { Axis } from '../engine/optimise/space'
import type { Params } from '../engine/optimise/types'

/** More corners than this are not looked at. */
const MOST_CORNERS = 16

/** Every combination of the first and last values, the axes in order; the two extremes always. */
export function cornersOf(axes: readonly Axis[]): readonly Params[] {
  const ends = axes.map(({ name, values }) => ({ name, first: values[0], last: values.at(-1) }))
  const count = Math.min(MOST_CORNERS, 2 ** axes.length)
  const corner = (bits: number): Params =>
    Object.fromEntries(
      ends.flatMap(({ name, first, last }, axis) => {
        const value = bits & (1 << axis) ? last : first
        return value === undefined ? [] : [[name, value]]
      }),
    )
  const all = Array.from({ length: count - 1 }, (_, bits) => corner(bits))
  return [...all, corner(2 ** axes.length - 1)]
}
