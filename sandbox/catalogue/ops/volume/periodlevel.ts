import { choice, int, num, series } from '../../compose'
import { operator } from '../../define'
import { periodOf } from '../time/period'
import { wallClock, ZONES } from '../time/zone'
import { LEVELS, levelOf, spread, weighed } from './profile'

const HOUR_MS = 3_600_000
const PERIODS = ['day', 'week'] as const
const LENGTHS_MS: Readonly<Record<string, number>> = { day: 24 * HOUR_MS, week: 168 * HOUR_MS }

/** The clock of its zone may be set back an hour within a period. */
const lengthMs = (period: unknown): number => LENGTHS_MS[period as string]! + HOUR_MS

/** State: the period, how many have begun (stops at 2: the first may have begun before history), bars in it, its range, */
const PERIOD = 0
const BEGUN = 1
const BARS = 2
const BOTTOM = 3
const TOP = 4
/** the level of the period before; then the rows. */
const PRIOR = 5
const ROWS = 6

export const periodlevel = operator({
  id: 'periodlevel',
  title: 'Volume profile level of a day or week',
  summary:
    'Point of control, value area high or low, or total volume, of the volume profile of the prior day or week of the zone (steady until the next one ends), or of the running one up to this bar. A bar’s volume is spread evenly from its low to its high over `rows` equal rows between the period’s extremes. A period that history does not hold from its beginning does not count, nor do bars with something missing.',
  formula:
    'POC = middle of the heaviest row of the period; the value area grows from it to valueArea percent',
  family: 'volume',
  synonyms: ['prior day poc', 'session volume profile', 'daily value area', 'naked poc', 'svp'],
  inputs: [
    series('high', 'High', 'high'),
    series('low', 'Low', 'low'),
    series('volume', 'Volume', 'volume'),
    series('time', 'Time', 'time'),
  ],
  params: [
    choice('period', 'Period', PERIODS),
    choice('which', 'Which', ['prior', 'running']),
    int('rows', 'Rows', 24, 2, 500),
    num('valueArea', 'Value area %', 70, 1, 100, 1),
    choice('part', 'Level', [...LEVELS, 'total']),
    choice('zone', 'Zone', ZONES),
  ],
  call: 'ta.periodlevel(period, which, rows, valueArea, part, zone)',
  output: 'number',
  sparse: true,
  // the one before the prior has to be seen ending, and the one before the running
  memory: ({ period, which }) => ({
    kind: 'span',
    ms: lengthMs(period) + (which === 'prior' ? lengthMs(period) : 0),
    first: 2,
  }),
  stateSize: ({ rows }) => ROWS + (rows as number),
  begin: state => {
    state[PRIOR] = NaN
  },
  reach: ({ period }, barMs) => Math.ceil(lengthMs(period) / barMs),
  advance: (state, [high, low, volume, time], out, params, from, to) => {
    const { period, which, rows, valueArea, part, zone } = params
    const weights = state.subarray(ROWS, ROWS + rows!)
    const level = (): number => {
      const profile = weighed(weights, state[BOTTOM]!, (state[TOP]! - state[BOTTOM]!) / rows!)
      if (!profile) return NaN
      const found = part === LEVELS.length ? profile.total : levelOf(profile, valueArea!, part!)
      return Number.isFinite(found) ? found : NaN
    }
    for (let i = from; i < to; i++) {
      out[i] = NaN
      if (Number.isNaN(time![i]!)) continue
      const now = periodOf(wallClock(time![i]!, zone!), period!)
      if (state[BEGUN] === 0 || now !== state[PERIOD]) {
        if (state[BEGUN] === 2) state[PRIOR] = level()
        state[PERIOD] = now
        state[BEGUN] = Math.min(state[BEGUN]! + 1, 2)
        state[BARS] = 0
        state[BOTTOM] = Infinity
        state[TOP] = -Infinity
        weights.fill(0)
      }
      state[BARS]! += 1
      if (Number.isNaN(high![i]! + low![i]! + volume![i]!)) continue
      if (low![i]! < state[BOTTOM]! || high![i]! > state[TOP]!) {
        state[BOTTOM] = Math.min(state[BOTTOM]!, low![i]!)
        state[TOP] = Math.max(state[TOP]!, high![i]!)
        refill(state, weights, high!, low!, volume!, i)
      } else take(state, weights, high!, low!, volume!, i)
      if (which === 0) out[i] = state[PRIOR]!
      else if (state[BEGUN] === 2) out[i] = level()
    }
  },
})

/** Another range makes other rows: the period's bars are laid into them again, in the same order. */
const refill = (
  state: Float64Array,
  weights: Float64Array,
  high: Float64Array,
  low: Float64Array,
  volume: Float64Array,
  last: number,
): void => {
  weights.fill(0)
  for (let i = last - state[BARS]! + 1; i <= last; i++) take(state, weights, high, low, volume, i)
}

const take = (
  state: Float64Array,
  weights: Float64Array,
  high: Float64Array,
  low: Float64Array,
  volume: Float64Array,
  i: number,
): void => {
  const step = (state[TOP]! - state[BOTTOM]!) / weights.length
  if (step > 0 && !Number.isNaN(high[i]! + low[i]! + volume[i]!))
    spread(weights, state[BOTTOM]!, step, low[i]!, high[i]!, volume[i]!)
}
