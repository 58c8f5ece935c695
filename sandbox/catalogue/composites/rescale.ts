import { compose, num, series, value } from '../compose'

export const rescale = compose({
  id: 'rescale',
  title: 'Rescale',
  summary:
    'Moves a value from one range to another in a straight line: `from` becomes `toFrom`, `to` becomes `toTo`. Values outside go on in the same line.',
  formula: 'toFrom + (x − from)/(to − from) · (toTo − toFrom)',
  family: 'math',
  synonyms: ['lerp', 'map', 'normalise', 'interpolate'],
  inputs: [series('x', 'Value')],
  params: [
    num('from', 'From', 0, -1e12, 1e12, 1),
    num('to', 'To', 100, -1e12, 1e12, 1),
    num('toFrom', 'Becomes from', 0, -1e12, 1e12, 1),
    num('toTo', 'Becomes to', 1, -1e12, 1e12, 1),
  ],
  outputs: value('Rescaled'),
  build: ({ add, sub, mul, div }, { x }, { from, to, toFrom, toTo }) => ({
    value: add(toFrom, mul(div(sub(x, from), to - from), toTo - toFrom)),
  }),
})
