import { int, source } from '../../compose'
import { deviation } from '../deviation'
import { windowed } from '../window'

export const stdev = windowed({
  id: 'stdev',
  title: 'Standard deviation',
  summary:
    'Population standard deviation of the last `length` values (divides by `length`, as Pine `ta.stdev` and TA-Lib). Bollinger bands rest on it. Exact for prices in ticks; a missing bar is skipped.',
  formula: '√(Σ(x − mean)² / length)',
  family: 'statistics',
  synonyms: ['sd', 'sigma', 'deviation', 'std'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: deviation(true),
})
