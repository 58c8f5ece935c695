import { compose, num, out } from '../compose'

export const fairvaluegap = compose({
  id: 'fairvaluegap',
  title: 'Fair value gap',
  summary:
    'Three bars whose outer two do not overlap: `up` when this low lies above the high two bars ago, `down` mirrored, if the gap is at least `percent` of the close. top and bottom are the edges of the latest gap.',
  formula: 'up: low > high₋₂ · down: high < low₋₂',
  family: 'structure',
  synonyms: ['fvg', 'imbalance', 'smc', 'inefficiency'],
  inputs: [],
  params: [num('percent', 'Least size %', 0, 0, 50)],
  outputs: [
    out('up', 'Gap up', 'bool'),
    out('down', 'Gap down', 'bool'),
    out('top', 'Top of latest'),
    out('bottom', 'Bottom of latest'),
  ],
  build: (k, _, { percent }) => {
    const least = k.mul(percent / 100, k.close())
    const below = k.ago(k.high(), 2)
    const above = k.ago(k.low(), 2)
    const up = k.and(k.gt(k.low(), below), k.ge(k.sub(k.low(), below), least))
    const down = k.and(k.lt(k.high(), above), k.ge(k.sub(above, k.high()), least))
    const found = k.or(up, down)
    return {
      up,
      down,
      top: k.op('valuewhen', [found, k.where(up, k.low(), above)], { n: 0 }),
      bottom: k.op('valuewhen', [found, k.where(up, below, k.high())], { n: 0 }),
    }
  },
})
