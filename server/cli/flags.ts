import type { Flag } from './command'

// Flags that several commands take alike.
export const TIMEFRAME: Flag = {
  takes: 'value',
  value: '1d',
  about: 'length of the bars, where the document does not say',
}

export const ZONE: Flag = {
  takes: 'value',
  value: 'ZONE',
  about: 'time zone of times that name none; UTC when left out',
}

export const SETTINGS: Flag = {
  takes: 'value',
  value: 'FILE.json',
  about: 'cash, costs, sizing and so on; see the guide',
}
