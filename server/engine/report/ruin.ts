const HISTORIES = 1_000
/** Days drawn at most in all: long histories are drawn fewer times. */
const MOST_DRAWS = 1_000_000
const SEED = 0x5eed

/**
 * How often equity falls by a share of its peak when the same days come in another order, some twice and some never. The draws are
 * the same for the same number of days, so a report keeps its bytes.
 */
export function bootstrapRuin(returns: Float64Array, share: number): number {
  const days = returns.length
  const histories = Math.max(100, Math.min(HISTORIES, Math.floor(MOST_DRAWS / days)))
  let state = SEED
  let ruined = 0
  for (let history = 0; history < histories; history++) {
    let equity = 1
    let floor = 1 - share
    let isRuined = false
    for (let day = 0; day < days; day++) {
      // xorshift32, scaled to the days
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      equity *= 1 + returns[(((state >>> 0) * days) / 0x1_0000_0000) | 0]!
      if (equity < floor) isRuined = true
      else if (equity * (1 - share) > floor) floor = equity * (1 - share)
    }
    if (isRuined) ruined++
  }
  return ruined / histories
}
