import { choice, series } from '../../compose'
import { operator } from '../../define'
import { wallClock, ZONES } from './zone'

const DAY_MS = 86_400_000

export const clock = operator({
  id: 'clock',
  title: 'Clock and calendar',
  summary:
    'Hour, minute, weekday (1 Monday … 7 Sunday), day of the month, month or year in which the bar opens, on the wall clock of the zone, summer time included.',
  formula: 'part of the bar’s open time',
  family: 'time',
  synonyms: ['hour', 'weekday', 'day of week', 'dayofweek', 'month', 'date', 'time of day'],
  inputs: [series('time', 'Time', 'time')],
  params: [
    choice('part', 'Part', ['hour', 'minute', 'weekday', 'day', 'month', 'year']),
    choice('zone', 'Zone', ZONES),
  ],
  call: 'ta.clock(part, zone)',
  output: 'number',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [time], out, { part, zone }, from, to) => {
    for (let i = from; i < to; i++) {
      const wall = wallClock(time![i]!, zone!)
      if (Number.isNaN(wall)) out[i] = NaN
      else if (part === 0) out[i] = Math.floor(wall / 3_600_000) % 24
      else if (part === 1) out[i] = Math.floor(wall / 60_000) % 60
      // 1970-01-01 was a Thursday, the fourth
      else if (part === 2) out[i] = ((Math.floor(wall / DAY_MS) + 3) % 7) + 1
      else {
        const date = new Date(wall)
        out[i] = part === 3 ? date.getUTCDate() : part === 4 ? date.getUTCMonth() + 1 : date.getUTCFullYear()
      }
    }
  },
})
