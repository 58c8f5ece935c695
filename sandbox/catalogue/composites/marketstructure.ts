import { compose, int, out } from '../compose'

export const marketstructure = compose({
  id: 'marketstructure',
  title: 'Market structure',
  summary:
    'Closes beyond the last confirmed swing, each swing once. A break in the direction of the last one is a break of structure (bos), against it a change of character (choch); before the first break any is a bos.',
  formula:
    'up: close > last swing high, first time since that swing was confirmed; trend = side of the last break',
  family: 'structure',
  synonyms: ['bos', 'choch', 'smc', 'smart money', 'break of structure'],
  inputs: [],
  params: [int('left', 'Bars before', 5, 1, 500), int('right', 'Bars after', 5, 1, 500)],
  outputs: [
    out('bosUp', 'BOS up', 'bool'),
    out('bosDown', 'BOS down', 'bool'),
    out('chochUp', 'CHoCH up', 'bool'),
    out('chochDown', 'CHoCH down', 'bool'),
    out('trend', 'Trend (1, −1, 0)'),
  ],
  build: (k, _, params) => {
    const swing = (output: string) => k.part('swings', output, [], params)
    const fresh = (id: string) => k.not(k.na(k.op(id, [], params)))
    const broken = (beyond: ReturnType<typeof k.gt>, isNew: ReturnType<typeof k.gt>) => {
      const count = k.op('sumsince', [k.where(beyond, 1, 0), isNew])
      return k.and(beyond, k.eq(count, 1))
    }
    const up = broken(k.gt(k.close(), swing('high')), fresh('pivothigh'))
    const down = broken(k.lt(k.close(), swing('low')), fresh('pivotlow'))
    const side = k.nz(k.op('valuewhen', [k.or(up, down), k.where(up, 1, -1)], { n: 0 }))
    const before = k.nz(k.ago(side, 1))
    return {
      bosUp: k.and(up, k.ge(before, 0)),
      bosDown: k.and(down, k.le(before, 0)),
      chochUp: k.and(up, k.lt(before, 0)),
      chochDown: k.and(down, k.gt(before, 0)),
      trend: side,
    }
  },
})
