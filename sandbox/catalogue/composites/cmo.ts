import { compose, int, source, value } from '../compose'

export const cmo = compose({
  id: 'cmo',
  title: 'Chande momentum oscillator',
  summary:
    'Sum of rises less sum of falls over their total, −100…100. Plain sums as Chande and Pine; TA-Lib smooths them like RSI. Missing when nothing moves.',
  formula: '100 · (Σ up − Σ down)/(Σ up + Σ down)',
  family: 'momentum',
  synonyms: ['chande'],
  inputs: [source],
  params: [int('length', 'Length', 9)],
  outputs: value('CMO'),
  build: ({ change, sum, abs, mul, div }, { source }, { length }) => ({
    // rises less falls is the net sum of changes, and together they are the sum of their sizes
    value: div(mul(100, sum(change(source), length)), sum(abs(change(source)), length)),
  }),
})
