import { compose, int, num, out } from '../compose'
import type { Series } from '../define'

export const volumepeaks = compose({
  id: 'volumepeaks',
  title: 'Strongest volume nodes',
  summary:
    'The three strongest high-volume nodes of the last `length` bars, heaviest first, the weights of the second and third in percent of the heaviest row, and which of the three is nearest to the close and how far off in percent (negative below). Missing where there are not so many of `strength` percent.',
  formula: 'local maxima of the volume profile by weight; nearestPercent = 100·(nearest − close)/close',
  family: 'volume',
  synonyms: [
    'strongest nodes',
    'volume shelf',
    'high volume nodes',
    'support',
    'resistance',
    'highest volume node',
  ],
  inputs: [],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('strength', 'Strength %', 30, 1, 100, 1),
  ],
  outputs: [
    out('first', 'Strongest node'),
    out('second', 'Second'),
    out('third', 'Third'),
    out('secondStrength', 'Weight of the second %'),
    out('thirdStrength', 'Weight of the third %'),
    out('nearest', 'Nearest of them'),
    out('nearestPercent', 'Distance to it %'),
  ],
  build: (k, _, params) => {
    const node = (rank: number, part = 'price') =>
      k.op('volumepeak', [k.high(), k.low(), k.volume()], { ...params, rank, part })
    const [first, second, third] = [node(1), node(2), node(3)]
    const off = (level: Series) => k.abs(k.sub(level, k.close()))
    // a node that is missing is never the nearer one
    const nearer = (a: Series, b: Series) => k.where(k.or(k.na(b), k.le(off(a), off(b))), a, b)
    const nearest = nearer(nearer(first, second), third)
    return {
      first,
      second,
      third,
      secondStrength: node(2, 'strength'),
      thirdStrength: node(3, 'strength'),
      nearest,
      nearestPercent: k.div(k.mul(100, k.sub(nearest, k.close())), k.close()),
    }
  },
})
