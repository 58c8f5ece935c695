import { choice, compose, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const thisperiod = compose({
  id: 'thisperiod',
  title: 'This day, week or month so far',
  summary: 'Open, and high and low so far, of the running day, week, month or year, this bar included.',
  formula: 'open at its first bar, highest high and lowest low since',
  family: 'structure',
  synonyms: ['day open', 'high of day', 'low of day', 'hod', 'lod', 'session high'],
  inputs: [],
  params: [choice('period', 'Period', ['day', 'week', 'month', 'year']), choice('zone', 'Zone', ZONES)],
  outputs: [out('open', 'Open'), out('high', 'High so far'), out('low', 'Low so far')],
  build: ({ op, open, high, low }, _, { period, zone }) => {
    const start = op('newperiod', [], { period, zone })
    return {
      open: op('valuewhen', [start, open()], { n: 0 }),
      high: op('extremesince', [high(), start], { kind: 'highest' }),
      low: op('extremesince', [low(), start], { kind: 'lowest' }),
    }
  },
})
