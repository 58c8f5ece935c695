import { compose, int, out } from '../compose'

export const volumedelta = compose({
  id: 'volumedelta',
  title: 'Volume delta (estimate)',
  summary:
    'Buying less selling volume estimated from where the bar closed in its range (no trade data), summed over `length` bars, and its share of all volume, −1…1.',
  formula: 'delta = Σ money flow volume, share = delta / Σ volume',
  family: 'volume',
  synonyms: ['cvd', 'buy sell imbalance', 'delta', 'order flow'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: [out('delta', 'Delta'), out('share', 'Share')],
  build: ({ op, sum, volume, div }, _, { length }) => {
    const delta = sum(op('moneyflow', []), length)
    return { delta, share: div(delta, sum(volume(), length)) }
  },
})
