import type { EventGroup } from './study'

interface Sums {
  instances: number
  readonly count: number[]
  readonly hits: number[]
  readonly sum: number[]
}

/** Adds instances up by what they have in common. */
export class Groups {
  readonly #horizons: number
  readonly #sums = new Map<string, Sums>()

  constructor(horizons: number) {
    this.#horizons = horizons
  }

  count(key: string): void {
    this.#of(key).instances++
  }

  /** A return over one of the horizons; one that is missing is not counted. */
  add(key: string, horizon: number, value: number): void {
    if (Number.isNaN(value)) return
    const { count, hits, sum } = this.#of(key)
    count[horizon]!++
    sum[horizon]! += value
    if (value > 0) hits[horizon]!++
  }

  /** By key. */
  told(): EventGroup[] {
    return [...this.#sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { instances, count, hits, sum }]) => ({
        key,
        instances,
        hit_rate: count.map((of, n) => (of === 0 ? null : (hits[n] as number) / of)),
        average_return: count.map((of, n) => (of === 0 ? null : (sum[n] as number) / of)),
      }))
  }

  #of(key: string): Sums {
    let sums = this.#sums.get(key)
    if (!sums) {
      const zeros = () => new Array<number>(this.#horizons).fill(0)
      sums = { instances: 0, count: zeros(), hits: zeros(), sum: zeros() }
      this.#sums.set(key, sums)
    }
    return sums
  }
}
