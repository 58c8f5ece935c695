import { source } from './source'

export const time = source('time', 'Time', 'Open time of the bar, milliseconds since 1970 UTC.', [
  'timestamp',
  'date',
])
