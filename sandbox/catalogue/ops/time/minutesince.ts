import { choice, int, series } from '../../compose'
import { operator } from '../../define'
import { wallClock, ZONES } from './zone'

/** Minutes in a day on the wall; the two days a year with another length begin and end as the wall says. */
const DAY = 1440

export const minutesince = operator({
  id: 'minutesince',
  title: 'Minutes since session start',
  summary:
    'Minutes from the daily session start (in minutes after midnight of the zone: 570 is half past nine) to the bar’s open, 0…1439.',
  formula: '(minute of day − start) mod 1440',
  family: 'time',
  synonyms: ['time of day', 'session', 'minute'],
  inputs: [series('time', 'Time', 'time')],
  params: [
    int('start', 'Session start (minutes after midnight)', 0, 0, DAY - 1),
    choice('zone', 'Zone', ZONES),
  ],
  call: 'ta.minutesince(start, zone)',
  output: 'number',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [time], out, params, from, to) => {
    for (let i = from; i < to; i++) {
      const minute = Math.floor(wallClock(time![i]!, params.zone!) / 60_000) - params.start!
      out[i] = ((minute % DAY) + DAY) % DAY
    }
  },
})
