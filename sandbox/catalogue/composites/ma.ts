import { choice, compose, int, source, value } from '../compose'

/** Every average that needs nothing but a source and a length. */
const TYPES = ['ema', 'sma', 'rma', 'wma', 'hma', 'dema', 'tema', 'vwma', 'zlema', 'kama', 'trima'] as const

export const ma = compose({
  id: 'ma',
  title: 'Moving average',
  summary: 'One of the averages, chosen by name; each follows its own entry.',
  formula: 'type(x, length)',
  family: 'average',
  synonyms: ['average', 'mean', 'smooth'],
  inputs: [source],
  params: [int('length', 'Length', 20, 2), choice('type', 'Type', TYPES)],
  outputs: value('Average'),
  build: ({ op }, { source }, { length, type }) => ({ value: op(type, [source], { length }) }),
})
