import { compose, int, num, out } from '../compose'

export const volumenodes = compose({
  id: 'volumenodes',
  title: 'High-volume nodes',
  summary:
    'The nearest high-volume nodes of the last `length` bars at or below the close and above it, and their distances in percent; missing where there is none.',
  formula:
    'nearest rows of the volume profile no lighter than their neighbours and at least strength percent of the heaviest',
  family: 'volume',
  synonyms: ['hvn', 'high volume node', 'support', 'resistance'],
  inputs: [],
  params: [
    int('length', 'Length', 100, 2, 2000),
    int('rows', 'Rows', 24, 2, 500),
    num('strength', 'Strength %', 70, 1, 100, 1),
  ],
  outputs: [
    out('below', 'Node below'),
    out('above', 'Node above'),
    out('belowPercent', 'Distance below %'),
    out('abovePercent', 'Distance above %'),
  ],
  build: ({ op, high, low, close, volume, sub, mul, div }, _, params) => {
    const node = (side: string) => op('volumenode', [high(), low(), volume(), close()], { ...params, side })
    const [below, above] = [node('below'), node('above')]
    return {
      below,
      above,
      belowPercent: div(mul(100, sub(close(), below)), close()),
      abovePercent: div(mul(100, sub(above, close())), close()),
    }
  },
})
