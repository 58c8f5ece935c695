import { choice, compose, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const periodchange = compose({
  id: 'periodchange',
  title: 'Change since period start',
  summary:
    'Percent change of the close since the day, week, month or year of the zone opened, and since the close before it.',
  formula: 'sinceOpen = 100·(close/open − 1), sinceClose = 100·(close/prior close − 1)',
  family: 'structure',
  synonyms: ['day change', 'change today', 'performance', 'ytd', 'mtd', 'intraday change'],
  inputs: [],
  params: [choice('period', 'Period', ['day', 'week', 'month', 'year']), choice('zone', 'Zone', ZONES)],
  outputs: [out('sinceOpen', 'Since open %'), out('sinceClose', 'Since prior close %')],
  build: ({ part, close, div, sub, mul }, _, params) => {
    const since = (level: ReturnType<typeof close>) => mul(100, sub(div(close(), level), 1))
    return {
      sinceOpen: since(part('thisperiod', 'open', [], params)),
      sinceClose: since(part('priorperiod', 'close', [], params)),
    }
  },
})
