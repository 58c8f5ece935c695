/** Non-overlapping parts of a sum under way; no sum of doubles needs more than 40. */
const parts = new Float64Array(64)

/** The sum of `x[first .. last]`, rounded once: Shewchuk's expansion, as Python's `math.fsum`. Missing when it overflows. */
export const exactSum = (x: Float64Array, first: number, last: number): number => {
  let count = 0
  for (let i = first; i <= last; i++) {
    let value = x[i]!
    let kept = 0
    for (let k = 0; k < count; k++) {
      const part = parts[k]!
      const sum = value + part
      const low = Math.abs(value) < Math.abs(part) ? value - (sum - part) : part - (sum - value)
      if (low !== 0) parts[kept++] = low
      value = sum
    }
    parts[kept] = value
    count = kept + 1
  }
  if (count === 0) return 0
  let k = count - 1
  let sum = parts[k]!
  let low = 0
  while (k > 0 && low === 0) {
    const high = sum
    const next = parts[--k]!
    sum = high + next
    low = next - (sum - high)
  }
  // halfway between two doubles the parts below decide
  if (k > 0 && ((low < 0 && parts[k - 1]! < 0) || (low > 0 && parts[k - 1]! > 0))) {
    const twice = low * 2
    if (sum + twice - sum === twice) sum += twice
  }
  return sum - sum === 0 ? sum : NaN
}
