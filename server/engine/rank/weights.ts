/** Positive claims as parts of `total`, none above `cap`: what one gives up goes to the others in proportion, or to nobody. */
export function shared(claims: readonly number[], total: number, cap: number): number[] {
  const parts = claims.map(() => 0)
  let open = claims.flatMap((claim, at) => (claim > 0 ? [at] : []))
  let left = total
  while (open.length > 0 && left > 0) {
    const sum = open.reduce((all, at) => all + (claims[at] as number), 0)
    const full = open.filter(at => ((claims[at] as number) / sum) * left >= cap)
    if (full.length === 0) {
      for (const at of open) parts[at] = ((claims[at] as number) / sum) * left
      break
    }
    for (const at of full) parts[at] = Math.min(cap, left)
    left -= full.length * cap
    open = open.filter(at => !full.includes(at))
  }
  return parts
}

/** The standard deviation of the last log returns of closes; NaN where there are not that many. */
export function volatilityAt(close: Float64Array, bar: number, returns: number): number {
  if (bar < returns) return Number.NaN
  const change = (at: number) => Math.log((close[at] as number) / (close[at - 1] as number))
  const first = bar - returns + 1
  let sum = 0
  for (let at = first; at <= bar; at++) sum += change(at)
  const mean = sum / returns
  let squares = 0
  for (let at = first; at <= bar; at++) squares += (change(at) - mean) ** 2
  return Math.sqrt(squares / returns)
}
