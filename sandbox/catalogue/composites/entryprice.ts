import { compose, value } from '../compose'

export const entryprice = compose({
  id: 'entryprice',
  title: 'Entry price',
  summary: 'Average price the open position was entered at; missing while flat and in a plain run.',
  formula: 'entry price of the open position',
  family: 'position',
  synonyms: ['average price', 'cost', 'fill price'],
  inputs: [],
  params: [],
  outputs: value('Entry price'),
  build: ({ source }) => ({ value: source('entryPrice') }),
})
