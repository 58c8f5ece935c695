import { compose, source, value } from '../compose'

export const dominantcycle = compose({
  id: 'dominantcycle',
  title: 'Dominant cycle',
  summary:
    'Ehlers’ estimate of the length of the present price cycle in bars, 6…50, smoothed. As TA-Lib HT_DCPERIOD once settled.',
  formula: 'smoothed period of the homodyne discriminator',
  family: 'trend',
  synonyms: ['hilbert', 'cycle period', 'ht_dcperiod', 'ehlers'],
  inputs: [source],
  params: [],
  outputs: value('Bars'),
  build: ({ op }, { source }) => ({ value: op('hilbert', [source], { part: 'period' }) }),
})
