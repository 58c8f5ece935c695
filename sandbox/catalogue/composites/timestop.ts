import { compose, int, value } from '../compose'

export const timestop = compose({
  id: 'timestop',
  title: 'Time stop',
  summary:
    'True once the open position is `bars` bars old; missing while flat and in a plain run. Wire it to an exit.',
  formula: 'bars since entry ≥ bars',
  family: 'position',
  synonyms: ['time exit', 'max holding', 'bars held'],
  inputs: [],
  params: [int('bars', 'Bars', 20, 1)],
  outputs: value('Time is up', 'bool'),
  build: ({ source, ge }, _, { bars }) => ({ value: ge(source('barsSinceEntry'), bars) }),
})
