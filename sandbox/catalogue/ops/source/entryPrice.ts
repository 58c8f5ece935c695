import { source } from './source'

export const entryPrice = source(
  'entryPrice',
  'Entry price',
  'Average price of the open position; missing without one.',
  ['average price', 'cost'],
  'position',
)
