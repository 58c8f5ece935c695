import { choice, compose, value } from '../compose'

export const inposition = compose({
  id: 'inposition',
  title: 'In position',
  summary:
    'Whether the strategy holds a position at this bar’s close, of either side or of one. Known only where orders are simulated or sent; missing in a plain run.',
  formula: 'side ≠ 0, side > 0 or side < 0',
  family: 'position',
  synonyms: ['holding', 'open position', 'long', 'short', 'flat'],
  inputs: [],
  params: [choice('side', 'Side', ['any', 'long', 'short'])],
  outputs: value('In position', 'bool'),
  build: ({ source, gt, lt, abs }, _, { side }) => {
    const held = source('positionSide')
    if (side === 'long') return { value: gt(held, 0) }
    return { value: side === 'short' ? lt(held, 0) : gt(abs(held), 0) }
  },
})
