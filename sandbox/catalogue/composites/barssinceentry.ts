import { compose, value } from '../compose'

export const barssinceentry = compose({
  id: 'barssinceentry',
  title: 'Bars since entry',
  summary:
    'Bars since the open position was entered, 0 on the bar of the fill; missing while flat and in a plain run.',
  formula: 'bars since the entry’s fill',
  family: 'position',
  synonyms: ['holding time', 'age', 'bars held', 'time stop'],
  inputs: [],
  params: [],
  outputs: value('Bars since entry'),
  build: ({ source }) => ({ value: source('barsSinceEntry') }),
})
