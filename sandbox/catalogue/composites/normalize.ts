import { compose, int, source, value } from '../compose'

export const normalize = compose({
  id: 'normalize',
  title: 'Normalise',
  summary:
    'Where the source lies between its lowest and highest of the window, 0…1. Missing when nothing moves.',
  formula: '(x − lowest) / (highest − lowest)',
  family: 'statistics',
  synonyms: ['min max', 'scale', 'position in range', 'stochastic'],
  inputs: [source],
  params: [int('length', 'Length', 100, 2)],
  outputs: value('Position'),
  build: ({ lowest, highest, sub, div }, { source }, { length }) => {
    const low = lowest(source, length)
    return { value: div(sub(source, low), sub(highest(source, length), low)) }
  },
})
