/** Trades as columns: row i is one trade. */
export interface Ticks {
  readonly symbol: Int32Array
  /** UTC ms. */
  readonly time: Float64Array
  readonly price: Float64Array
  /** Quantities in whole lots. */
  readonly units: Float64Array
  /** The venue's number of the trade, unique within its symbol. */
  readonly id: Float64Array
}

/**
 * What became of a tick. `duplicate`: its id was taken before. `forgotten`: its id is so old that it may have been. `covered`:
 * the venue has told the whole minute as a bar. `older`: its minute is no longer in memory.
 */
export type TickOutcome = 'taken' | 'duplicate' | 'forgotten' | 'covered' | 'older'

/** Whether trade (time, id) comes before the other in its symbol. */
export const isBefore = (time: number, id: number, otherTime: number, otherId: number): boolean =>
  time < otherTime || (time === otherTime && id < otherId)
