import { compose, int, source, value } from '../compose'

export const frama = compose({
  id: 'frama',
  title: 'Fractal adaptive moving average',
  summary:
    'Ehlers’ EMA that speeds up as price gets smoother, measured by the fractal dimension of the last `length` bars (made even). Rate between 0.01 and 1; starts from the source one bar before its first value.',
  formula:
    'rate = exp(−4.6·(D − 1)), D = (ln(N₁ + N₂) − ln N₃)/ln 2, N = (highest − lowest)/bars of each half and of the whole',
  family: 'average',
  synonyms: ['fractal', 'ehlers', 'dimension'],
  inputs: [source],
  params: [int('length', 'Length', 16, 2)],
  outputs: value('FRAMA'),
  build: (k, { source }, { length }) => {
    const half = Math.max(1, Math.floor(length / 2))
    const high = k.high()
    const low = k.low()
    const recent = k.div(k.sub(k.highest(high, half), k.lowest(low, half)), half)
    const whole = k.div(k.sub(k.highest(high, 2 * half), k.lowest(low, 2 * half)), 2 * half)
    const halves = k.add(recent, k.ago(recent, half))
    const moved = k.and(k.gt(halves, 0), k.gt(whole, 0))
    const dimension = k.div(k.sub(k.log(halves), k.log(whole)), Math.LN2)
    const rate = k.min(1, k.max(0.01, k.exp(k.mul(-4.6, k.sub(dimension, 1)))))
    return { value: k.op('adaptive', [source, k.where(moved, rate, 0.01)], { floor: 0.01 }) }
  },
})
