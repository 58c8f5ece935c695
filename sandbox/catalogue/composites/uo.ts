import { compose, int, value } from '../compose'

export const uo = compose({
  id: 'uo',
  title: 'Ultimate oscillator',
  summary:
    'Larry Williams: buying pressure over true range for three lengths, weighted 4 2 1, 0…100. Missing when there is no range.',
  formula: '100 · (4·a₁ + 2·a₂ + a₃)/7, a = Σ(close − true low)/Σ TR',
  family: 'momentum',
  synonyms: ['ultimate', 'ultosc', 'buying pressure'],
  inputs: [],
  params: [int('fast', 'Fast', 7), int('middle', 'Middle', 14), int('slow', 'Slow', 28)],
  outputs: value('Ultimate'),
  build: ({ close, low, ago, min, sub, sum, tr, div, mul, add }, _, { fast, middle, slow }) => {
    const pressure = sub(close(), min(low(), ago(close(), 1)))
    const share = (length: number) => div(sum(pressure, length), sum(tr(), length))
    return { value: mul(100 / 7, add(mul(4, share(fast)), mul(2, share(middle)), share(slow))) }
  },
})
