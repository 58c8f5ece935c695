import { int, source } from '../../compose'
import { deviation } from '../deviation'
import { windowed } from '../window'

export const variance = windowed({
  id: 'variance',
  title: 'Variance',
  summary:
    'Population variance of the last `length` values (divides by `length`, as Pine `ta.variance` and TA-Lib). Exact for prices in ticks; a missing bar is skipped.',
  formula: 'Σ(x − mean)² / length',
  family: 'statistics',
  synonyms: ['var', 'dispersion'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: deviation(false),
})
