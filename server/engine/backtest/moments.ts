/** One instrument's bars and where a run is in them. */
export interface Track {
  readonly time: Float64Array
  readonly end: number
  next: number
}

/** Finds the next moment of the tracks together and fills in who has a bar then, in their order; Infinity at the end. */
export function gather<T extends Track>(tracks: readonly T[], present: T[]): number {
  present.length = 0
  let time = Infinity
  for (const track of tracks) {
    if (track.next >= track.end) continue
    const at = track.time[track.next] as number
    if (at > time) continue
    if (at < time) {
      time = at
      present.length = 0
    }
    present.push(track)
  }
  return time
}
