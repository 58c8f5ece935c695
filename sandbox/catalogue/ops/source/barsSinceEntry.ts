import { source } from './source'

export const barsSinceEntry = source(
  'barsSinceEntry',
  'Bars since entry',
  'Bars since the open position was entered, 0 on the bar of its entry; missing without one.',
  ['holding time', 'age'],
  'position',
)
