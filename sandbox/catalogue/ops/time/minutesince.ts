import { int, series } from '../../compose'
import { operator } from '../../define'

/** Minutes in a day; UTC knows no other length. */
const DAY = 1440

export const minutesince = operator({
  id: 'minutesince',
  title: 'Minutes since session start',
  summary:
    'Minutes from the daily session start (given in minutes after 00:00 UTC) to the bar’s open, 0…1439.',
  formula: '(minute of day − start) mod 1440',
  family: 'time',
  synonyms: ['time of day', 'session', 'minute'],
  inputs: [series('time', 'Time', 'time')],
  params: [int('start', 'Session start (minutes after 00:00 UTC)', 0, 0, DAY - 1)],
  call: 'ta.minutesince(start)',
  output: 'number',
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [time], out, params, from, to) => {
    for (let i = from; i < to; i++) {
      const minute = Math.floor(time![i]! / 60_000) - params.start!
      out[i] = ((minute % DAY) + DAY) % DAY
    }
  },
})
