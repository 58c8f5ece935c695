import { compose, int, num, out } from '../compose'

export const volumevalleys = compose({
  id: 'volumevalleys',
  title: 'Low-volume nodes',
  summary:
    'The nearest low-volume nodes of the last `length` bars at or below the close and above it, and their distances in percent: prices where little changed hands. Missing where there is none.',
  formula: 'nearest local minima of the volume profile with at most depth percent of the heaviest row',
  family: 'volume',
  synonyms: ['lvn', 'low volume node', 'volume gap', 'vacuum', 'thin'],
  inputs: [],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('depth', 'At most % of the heaviest', 50, 0, 100, 1),
  ],
  outputs: [
    out('below', 'Node below'),
    out('above', 'Node above'),
    out('belowPercent', 'Distance below %'),
    out('abovePercent', 'Distance above %'),
  ],
  build: ({ op, high, low, close, volume, sub, mul, div }, _, params) => {
    const node = (side: string) => op('volumevalley', [high(), low(), volume(), close()], { ...params, side })
    const [below, above] = [node('below'), node('above')]
    return {
      below,
      above,
      belowPercent: div(mul(100, sub(close(), below)), close()),
      abovePercent: div(mul(100, sub(above, close())), close()),
    }
  },
})
