import { compose, int, value } from '../compose'

export const efi = compose({
  id: 'efi',
  title: 'Elder force index',
  summary: 'EMA of change times volume.',
  formula: 'EMA((close − close₋₁) · volume, length)',
  family: 'volume',
  synonyms: ['force index', 'elder'],
  inputs: [],
  params: [int('length', 'Length', 13)],
  outputs: value('Force'),
  build: ({ ema, mul, change, close, volume }, _, { length }) => ({
    value: ema(mul(change(close()), volume()), length),
  }),
})
