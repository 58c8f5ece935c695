import { choice, series } from '../../compose'
import { operator } from '../../define'
import { periodOf } from './period'
import { wallClock, ZONES } from './zone'

/** State: 0 the period of the bar before, 1 whether there is one. */
export const newperiod = operator({
  id: 'newperiod',
  title: 'New period',
  summary:
    'True on the first bar of each day, week (from Monday), month or year of the zone; `history` only on the very first bar. The first bar of history counts as a beginning.',
  formula: 'period(time) ≠ period(time₋₁)',
  family: 'time',
  synonyms: ['new day', 'new week', 'session start', 'timeframe change'],
  inputs: [series('time', 'Time', 'time')],
  params: [
    choice('period', 'Period', ['day', 'week', 'month', 'year', 'history']),
    choice('zone', 'Zone', ZONES),
  ],
  call: 'ta.newperiod(period, zone)',
  output: 'bool',
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [time], out, params, from, to) => {
    for (let i = from; i < to; i++) {
      const now = time![i]!
      if (Number.isNaN(now)) {
        out[i] = NaN
        continue
      }
      const period = periodOf(wallClock(now, params.zone!), params.period!)
      out[i] = state[1] === 0 || period !== state[0] ? 1 : 0
      state[0] = period
      state[1] = 1
    }
  },
})
