import { compose, int, source, value } from '../compose'

export const hma = compose({
  id: 'hma',
  title: 'Hull moving average',
  summary:
    'Hull’s fast and smooth average of weighted averages; half and root of the length are rounded down, as Pine `ta.hma`.',
  formula: 'WMA(2·WMA(x, ⌊length/2⌋) − WMA(x, length), ⌊√length⌋)',
  family: 'average',
  synonyms: ['hull'],
  inputs: [source],
  params: [int('length', 'Length', 9, 2)],
  outputs: value('HMA'),
  build: ({ wma, mul, sub }, { source }, { length }) => ({
    value: wma(
      sub(mul(2, wma(source, Math.floor(length / 2))), wma(source, length)),
      Math.floor(Math.sqrt(length)),
    ),
  }),
})
