import { source } from './source'

export const volume = source(
  'volume',
  'Volume',
  'What was traded during the bar, in units of the instrument.',
  ['vol'],
)
