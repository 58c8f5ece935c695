import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'

/** More kinds of distances are those of trades, not of bars. */
const MOST_KINDS = 10_000

/** How far the bars of a file lie apart, and so how long they are. */
export class Distances {
  readonly #counts = new Map<number, number>()
  #last = Number.NaN

  /** Ascending times, which follow those before. */
  add(times: Float64Array): void {
    for (const time of times) {
      const distance = time - this.#last
      this.#last = time
      if (distance > 0 && (this.#counts.size < MOST_KINDS || this.#counts.has(distance)))
        this.#counts.set(distance, (this.#counts.get(distance) ?? 0) + 1)
    }
  }

  /** The most frequent distance, the shorter of two; null where there are no two bars. */
  usual(): number | null {
    const [most] = [...this.#counts].sort(([a, times], [b, others]) => others - times || a - b)
    return most?.[0] ?? null
  }
}

/** The timeframe whose bars lie this far apart. */
export const timeframeOfDistance = (distance: number | null): Timeframe | null =>
  TIMEFRAMES.find(each => timeframeMs[each] === distance) ?? null

export const TIMEFRAMES_SPOKEN = `${TIMEFRAMES.slice(0, -1).join(', ')} or ${TIMEFRAMES.at(-1)}`

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** `10 minutes` */
export function spokenDistance(ms: number): string {
  const [unit, length] = UNITS.find(([, length]) => ms >= length && ms % length === 0) ?? (['ms', 1] as const)
  const count = ms / length
  return `${count} ${unit}${count === 1 || unit === 'ms' ? '' : 's'}`
}
