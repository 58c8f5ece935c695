import { source } from './source'

export const barIndex = source(
  'barIndex',
  'Bar number',
  'Number of the bar, counted from 0 where the loaded history begins.',
  ['bar_index', 'index', 'n'],
)
