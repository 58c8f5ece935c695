import { int, source } from '../../compose'
import { total } from '../total'
import { windowed } from '../window'

export const sum = windowed({
  id: 'sum',
  title: 'Sum',
  summary:
    'Sum of the last `length` values. Exact for prices in ticks; a missing bar is skipped. A condition counts as 1 and 0. As Pine `math.sum`.',
  formula: 'Σ x',
  family: 'statistics',
  synonyms: ['total', 'rolling sum', 'count'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: total(false),
})
