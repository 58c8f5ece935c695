/** One wide bar gives the rows it spans the same but for rounding: differences below this part of the heaviest row are none. */
const SAME = 1e-9

/** The last of the rows that weigh the same and begin at `row`. */
export const plateauEnd = (weights: Float64Array, row: number, heaviest: number): number => {
  let end = row
  while (end + 1 < weights.length && Math.abs(weights[end + 1]! - weights[row]!) <= heaviest * SAME) end++
  return end
}

/** Whether rows of the same weight, from `row` to `end`, are heavier than what is on either side; edges have nothing beside them. */
export const isPeak = (weights: Float64Array, row: number, end: number): boolean =>
  !(weights[row - 1]! >= weights[row]!) && !(weights[end + 1]! >= weights[row]!)

/** Whether they are lighter than what is on both sides: never so at an edge. */
export const isValley = (weights: Float64Array, row: number, end: number): boolean =>
  weights[row - 1]! > weights[row]! && weights[end + 1]! > weights[row]!
