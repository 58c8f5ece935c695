/** A line to draw: `time` in UTC ms. */
export interface Curve {
  readonly time: Float64Array
  readonly value: Float64Array
}

/**
 * Leaves out points that a screen can not show: of each stretch the first, the lowest, the highest and the last stay, so no
 * drawdown disappears. At most `most` points, all of them where there are no more.
 */
export function thinned({ time, value }: Curve, most: number): Curve {
  const count = time.length
  if (count <= most) return { time, value }
  const stretches = Math.max(1, Math.floor(most / 4))
  const kept: number[] = []
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * count) / stretches)
    const to = Math.floor(((stretch + 1) * count) / stretches)
    let low = from
    let high = from
    for (let at = from; at < to; at++) {
      if (value[at]! < value[low]!) low = at
      if (value[at]! > value[high]!) high = at
    }
    for (const at of [from, Math.min(low, high), Math.max(low, high), to - 1])
      if (at !== kept.at(-1)) kept.push(at)
  }
  return {
    time: Float64Array.from(kept, at => time[at]!),
    value: Float64Array.from(kept, at => value[at]!),
  }
}
