import { choice, compose, int, num, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const sessionprofile = compose({
  id: 'sessionprofile',
  title: 'Volume profile of a day or week',
  summary:
    'Point of control, value area and total volume of the prior day or week of the zone, or of the running one up to this bar, and where the close lies: 1 above the value area, 0 inside it, −1 below. An estimate from bars, each spread evenly over its range. Missing until a whole period is in the history.',
  formula:
    'volume by price in equal rows between the period’s extremes; the value area grows from the heaviest row to valueArea percent',
  family: 'volume',
  synonyms: [
    'prior day poc',
    'session volume profile',
    'daily value area',
    'naked poc',
    'market profile',
    'svp',
  ],
  inputs: [],
  params: [
    choice('period', 'Period', ['day', 'week']),
    choice('which', 'Which', ['prior', 'running']),
    int('rows', 'Rows', 24, 2, 500),
    num('valueArea', 'Value area %', 70, 1, 100, 1),
    choice('zone', 'Zone', ZONES),
  ],
  outputs: [
    out('poc', 'Point of control'),
    out('vah', 'Value area high'),
    out('val', 'Value area low'),
    out('total', 'Total volume'),
    out('place', 'Close beside the value area (1, 0, −1)'),
  ],
  build: ({ op, source, high, low, close, volume, gt, lt, where }, _, params) => {
    const level = (part: string) =>
      op('periodlevel', [high(), low(), volume(), source('time')], { ...params, part })
    const [poc, vah, val] = [level('poc'), level('vah'), level('val')]
    const place = where(gt(close(), vah), 1, where(lt(close(), val), -1, 0))
    return { poc, vah, val, total: level('total'), place }
  },
})
