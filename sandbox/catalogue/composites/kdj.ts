import { compose, int, out } from '../compose'

export const kdj = compose({
  id: 'kdj',
  title: 'KDJ',
  summary:
    'Stochastic smoothed by Wilder’s averages, with J = 3k − 2d, as used in Asia. Seeds are simple averages.',
  formula: 'k = RMA(raw, smooth), d = RMA(k, smooth), j = 3k − 2d',
  family: 'momentum',
  synonyms: ['stochastic', 'rsv', 'j line'],
  inputs: [],
  params: [int('length', 'Length', 9), int('smooth', 'Smoothing', 3)],
  outputs: [out('k', 'K'), out('d', 'D'), out('j', 'J')],
  build: (kit, _, { length, smooth }) => {
    const raw = kit.part('stoch', 'k', [], { length, smoothK: 1, smoothD: 1 })
    const k = kit.rma(raw, smooth)
    const d = kit.rma(k, smooth)
    return { k, d, j: kit.sub(kit.mul(3, k), kit.mul(2, d)) }
  },
})
