/** Span of bar `i` together with the close before it; a bar without its own close is a hole, even if its range is known. */
export const trueRange = (high: Float64Array, low: Float64Array, close: Float64Array, i: number): number => {
  const before = close[i - 1]!
  const top = high[i]!
  const bottom = low[i]!
  // max(top, before) − min(bottom, before) without a branch; 0 × missing makes it missing
  const above = Number(top > before)
  const below = Number(bottom < before)
  const range = top * above + before * (1 - above) - (bottom * below + before * (1 - below)) + 0 * close[i]!
  return range + range * 0 // an overflow is missing, not infinite
}
