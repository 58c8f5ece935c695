import { choice, compose, int, out } from '../compose'
import { ZONES } from '../ops/time/zone'

export const openingrange = compose({
  id: 'openingrange',
  title: 'Opening range',
  summary:
    'Highest high and lowest low of the bars that open within `minutes` of the session start, given in minutes after midnight of the zone (570 in New York is its open); missing until the range is complete, then steady to the next session.',
  formula: 'extremes of bars with start ≤ minute of day < start + minutes, once past them',
  family: 'structure',
  synonyms: [
    'orb',
    'opening range breakout',
    'initial balance',
    'first hour',
    'first 30 minutes',
    'market open',
  ],
  inputs: [],
  params: [
    int('start', 'Session start (minutes after midnight)', 0, 0, 1439),
    int('minutes', 'Minutes', 60, 1, 1440),
    choice('zone', 'Zone', ZONES),
  ],
  outputs: [out('high', 'High'), out('low', 'Low'), out('done', 'Complete', 'bool')],
  build: (k, _, { start, minutes, zone }) => {
    const minute = k.op('minutesince', [], { start, zone })
    const opens = k.gt(k.nz(k.ago(minute, 1), Number.MAX_SAFE_INTEGER), minute)
    const inside = k.lt(minute, minutes)
    const done = k.not(inside)
    const since = (x: ReturnType<typeof k.high>, kind: string) => {
      const far = kind === 'highest' ? -Number.MAX_VALUE : Number.MAX_VALUE
      return k.op('extremesince', [k.where(inside, x, far), opens], { kind })
    }
    const missing = k.div(0, 0)
    const top = since(k.high(), 'highest')
    const bottom = since(k.low(), 'lowest')
    // a session without a bar inside its range has none
    const found = k.and(done, k.gt(top, -Number.MAX_VALUE))
    return { high: k.where(found, top, missing), low: k.where(found, bottom, missing), done: found }
  },
})
