import { int, source } from '../../compose'
import { recursive } from '../recursive'

export const rma = recursive({
  id: 'rma',
  title: 'Wilder’s moving average',
  summary:
    'Moves towards each new value by 1/length, seeded with the simple average of the first `length` values, as Pine `ta.rma`. RSI, ATR and ADX rest on it. A missing bar is skipped.',
  formula: 'y₋₁ + 1/length · (x − y₋₁)',
  family: 'average',
  synonyms: ['smma', 'wilder', 'smoothed', 'running'],
  inputs: [source],
  params: [int('length', 'Length', 14)],
  weight: length => 1 / length,
})
