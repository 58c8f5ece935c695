import { int, source } from '../../compose'
import { total } from '../total'
import { windowed } from '../window'

export const sma = windowed({
  id: 'sma',
  title: 'Simple moving average',
  summary:
    'Mean of the last `length` values; first value after `length` of them. Exact for prices in ticks, so equal averages are equal; a missing bar is skipped, as Pine `ta.sma`.',
  formula: 'Σ x / length',
  family: 'average',
  synonyms: ['ma', 'mean', 'average', 'moving average'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: total(true),
})
