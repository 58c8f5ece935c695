import { choice, compose, condition, value } from '../compose'
import { ZONES } from '../ops/time/zone'

export const onceper = compose({
  id: 'onceper',
  title: 'Once per period',
  summary: 'The condition, but only the first time it is true in each day, week, month or year of the zone.',
  formula: 'cond and no earlier true since the period began',
  family: 'time',
  synonyms: ['once a day', 'first of day', 'once per session', 'limit'],
  inputs: [condition('cond', 'Condition')],
  params: [choice('period', 'Period', ['day', 'week', 'month', 'year']), choice('zone', 'Zone', ZONES)],
  outputs: value('First time', 'bool'),
  build: ({ op, eq, and }, { cond }, { period, zone }) => {
    const count = op('sumsince', [cond, op('newperiod', [], { period, zone })])
    return { value: and(cond, eq(count, 1)) }
  },
})
