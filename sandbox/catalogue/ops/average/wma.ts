import { int, source } from '../../compose'
import { weighted } from '../weighted'
import { windowed } from '../window'

export const wma = windowed({
  id: 'wma',
  title: 'Weighted moving average',
  summary:
    'Mean of the last `length` values with weights falling from `length` (the newest) to 1. Exact for prices in ticks; a missing bar is skipped. As Pine `ta.wma` and TA-Lib.',
  formula: 'Σ (length − k)·x₋ₖ / (length·(length + 1)/2)',
  family: 'average',
  synonyms: ['linear weighted', 'lwma'],
  inputs: [source],
  params: [int('length', 'Length', 9)],
  arithmetic: weighted,
})
