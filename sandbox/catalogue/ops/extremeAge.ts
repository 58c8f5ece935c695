/** Bars from the latest highest (`side` 1) or lowest (−1) value of the window to its end. */
export const extremeAge = (x: Float64Array, first: number, last: number, side: 1 | -1): number => {
  let best = first
  for (let i = first + 1; i <= last; i++) if (side * x[i]! >= side * x[best]!) best = i
  return last - best
}
