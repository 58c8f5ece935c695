import { choice, compose, int, value } from '../compose'
import { ZONES } from '../ops/time/zone'

/** Which weekdays a choice holds, 1 Monday … 7 Sunday. */
const DAYS = { all: [1, 7], weekdays: [1, 5], weekend: [6, 7] } as const

export const session = compose({
  id: 'session',
  title: 'Session',
  summary:
    'True on bars that open inside the daily hours, from `start` for `minutes`, counted after midnight of the zone (570 and 390 in New York are its stock session), on all days, weekdays or the weekend. Hours may run past midnight; the day is that of the bar.',
  formula: '(minute of day − start) mod 1440 < minutes, and the weekday fits',
  family: 'time',
  synonyms: ['trading hours', 'time filter', 'weekday', 'killzone', 'hours', 'market open', 'market hours'],
  inputs: [],
  params: [
    int('start', 'Start (minutes after midnight)', 570, 0, 1439),
    int('minutes', 'Minutes', 390, 1, 1440),
    choice('zone', 'Zone', ZONES),
    choice('days', 'Days', ['all', 'weekdays', 'weekend']),
  ],
  outputs: value('In session', 'bool'),
  build: ({ op, lt, ge, le, and }, _, { start, minutes, zone, days }) => {
    const inside = lt(op('minutesince', [], { start, zone }), minutes)
    if (days === 'all') return { value: inside }
    const [from, to] = DAYS[days]
    const weekday = op('clock', [], { part: 'weekday', zone })
    return { value: and(inside, ge(weekday, from), le(weekday, to)) }
  },
})
