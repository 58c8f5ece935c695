import { int, source } from '../../compose'
import { recursive } from '../recursive'

export const ema = recursive({
  id: 'ema',
  title: 'Exponential moving average',
  summary:
    'Moves towards each new value by 2/(length + 1), seeded with the simple average of the first `length` values, as Pine `ta.ema`, TA-Lib and Stock.Indicators. A missing bar is skipped.',
  formula: 'y₋₁ + 2/(length + 1) · (x − y₋₁)',
  family: 'average',
  synonyms: ['ma', 'exponential', 'ewm'],
  inputs: [source],
  params: [int('length', 'Length', 50)],
  weight: length => 2 / (length + 1),
})
