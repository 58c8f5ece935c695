import { compose, int, out } from '../compose'

export const fisher = compose({
  id: 'fisher',
  title: 'Fisher transform',
  summary:
    'Ehlers’ transform of HL2’s place in its range into something closer to a bell curve; trigger is the value one bar before. Clipping and constants as TradingView. A window without range is missing.',
  formula: 'fisher(position of HL2 between its lowest and highest), trigger = fisher₋₁',
  family: 'momentum',
  synonyms: ['ehlers', 'transform'],
  inputs: [],
  params: [int('length', 'Length', 9)],
  outputs: [out('fisher', 'Fisher'), out('trigger', 'Trigger')],
  build: ({ op, hl2, highest, lowest, sub, div, ago }, _, { length }) => {
    const low = lowest(hl2(), length)
    const position = div(sub(hl2(), low), sub(highest(hl2(), length), low))
    const fisher = op('fishertransform', [position])
    return { fisher, trigger: ago(fisher, 1) }
  },
})
