import { choice, compose, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const priorperiod = compose({
  id: 'priorperiod',
  title: 'Prior day, week or month',
  summary:
    'Open, high, low and close of the last complete day, week, month or year, steady until the next one ends. Missing until one period has ended; a history that begins inside a period gives that first one in part.',
  formula: 'values of the period before the present one',
  family: 'structure',
  synonyms: ['previous day high', 'pdh', 'pdl', 'prior close', 'yesterday', 'last week'],
  inputs: [],
  params: [choice('period', 'Period', ['day', 'week', 'month', 'year']), choice('zone', 'Zone', ZONES)],
  outputs: [out('open', 'Open'), out('high', 'High'), out('low', 'Low'), out('close', 'Close')],
  build: ({ op, open, high, low, close, ago }, _, { period, zone }) => {
    const start = op('newperiod', [], { period, zone })
    const last = (x: ReturnType<typeof open>) => op('valuewhen', [start, ago(x, 1)], { n: 0 })
    return {
      open: last(op('valuewhen', [start, open()], { n: 0 })),
      high: last(op('extremesince', [high(), start], { kind: 'highest' })),
      low: last(op('extremesince', [low(), start], { kind: 'lowest' })),
      close: last(close()),
    }
  },
})
