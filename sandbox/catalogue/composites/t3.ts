import { compose, int, num, source, value } from '../compose'

export const t3 = compose({
  id: 't3',
  title: 'Tillson T3',
  summary:
    'Six EMAs in a row, combined so that lag and overshoot balance by `factor` (Tillson). Each EMA is seeded on its own values, as TA-Lib.',
  formula:
    'c₁·e₆ + c₂·e₅ + c₃·e₄ + c₄·e₃; c₁ = −v³, c₂ = 3v² + 3v³, c₃ = −6v² − 3v − 3v³, c₄ = 1 + 3v + v³ + 3v²',
  family: 'average',
  synonyms: ['tillson', 'generalized dema'],
  inputs: [source],
  params: [int('length', 'Length', 5), num('factor', 'Volume factor', 0.7, 0, 1)],
  outputs: value('T3'),
  build: ({ ema, mul, add }, { source }, { length, factor: v }) => {
    const e3 = ema(ema(ema(source, length), length), length)
    const e4 = ema(e3, length)
    const e5 = ema(e4, length)
    const e6 = ema(e5, length)
    const v2 = v * v
    const v3 = v2 * v
    return {
      value: add(
        mul(-v3, e6),
        mul(3 * v2 + 3 * v3, e5),
        mul(-6 * v2 - 3 * v - 3 * v3, e4),
        mul(1 + 3 * v + v3 + 3 * v2, e3),
      ),
    }
  },
})
