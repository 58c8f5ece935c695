import { int, source } from '../../compose'
import { extreme } from '../extreme'
import { windowed } from '../window'

export const highest = windowed({
  id: 'highest',
  title: 'Highest',
  summary:
    'Largest of the last `length` values, this one included; first value after `length` of them. A missing bar is skipped, as Pine `ta.highest`.',
  formula: 'max(x, x₋₁ … x₋₍ₗₑₙ₋₁₎)',
  family: 'structure',
  synonyms: ['max', 'hh', 'highest high', 'resistance'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: extreme(1),
})
