/**
 * Finds the last bar that opens at or before a moment. Moments that come nearly in order are found in a few steps, for each
 * search begins where the one before ended.
 */
export function barFinder(time: Float64Array): (moment: number) => number {
  let hint = 0
  return moment => {
    let low = hint < time.length && time[hint]! <= moment ? hint : 0
    let step = 1
    while (low + step < time.length && time[low + step]! <= moment) {
      low += step
      step *= 2
    }
    let high = Math.min(time.length, low + step)
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (time[middle]! <= moment) low = middle
      else high = middle
    }
    hint = low
    return low
  }
}
