import { int, source } from '../../compose'
import { extreme } from '../extreme'
import { windowed } from '../window'

export const lowest = windowed({
  id: 'lowest',
  title: 'Lowest',
  summary:
    'Smallest of the last `length` values, this one included; first value after `length` of them. A missing bar is skipped, as Pine `ta.lowest`.',
  formula: 'min(x, x₋₁ … x₋₍ₗₑₙ₋₁₎)',
  family: 'structure',
  synonyms: ['min', 'll', 'lowest low', 'support'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  arithmetic: extreme(-1),
})
