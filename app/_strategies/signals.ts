// Signals of a rule as a reader counts them.
import type { Fired } from '../_editor/preview/protocol'

export interface Signals {
  /** The outputs they come from, as one says it: `long`, `long and short`. */
  readonly what: string
  /** Bars at which one began, ascending. */
  readonly bars: readonly number[]
}

/** Where a rule goes in; where it only filters, where it begins to match. Leaving is no signal of its own. */
export function signalsOf(fired: readonly Fired[]): Signals {
  const entries = fired.filter(({ output }) => output === 'long' || output === 'short')
  const told = entries.length > 0 ? entries : fired.filter(({ output }) => output === 'filter')
  return {
    what: told.map(({ output }) => (output === 'filter' ? 'match' : output)).join(' and '),
    bars: [...new Set(told.flatMap(({ begins }) => [...begins]))].sort((a, b) => a - b),
  }
}

const MINUTE = 60_000
const UNITS: readonly (readonly [ms: number, word: string])[] = [
  [365.25 * 24 * 60 * MINUTE, 'year'],
  [30.44 * 24 * 60 * MINUTE, 'month'],
  [7 * 24 * 60 * MINUTE, 'week'],
  [24 * 60 * MINUTE, 'day'],
  [60 * MINUTE, 'hour'],
  [MINUTE, 'minute'],
]

/** How far apart on average, as people say it: `about every 3 days`. */
export function frequency(everyMs: number): string {
  // a unit that has one and a half of itself in it tells more than the next smaller one would
  const [ms, word] = UNITS.find(([size]) => everyMs >= 1.5 * size) ?? [MINUTE, 'minute']
  const times = Math.round(everyMs / ms)
  return times <= 1 ? `about every ${word}` : `about every ${times} ${word}s`
}
