import { compose, int, value } from '../compose'
import { log } from '../ops/elementary'

export const chop = compose({
  id: 'chop',
  title: 'Choppiness index',
  summary:
    'Dreiss’s choppiness: near 100 price goes nowhere, near 0 it runs straight; 61.8 and 38.2 are the usual marks. Plain highs and lows in the divisor as TradingView (Stock.Indicators takes true highs and lows); missing when there is no range.',
  formula: '100 · log₁₀(Σ TR / (highest high − lowest low)) / log₁₀ length',
  family: 'trend',
  synonyms: ['choppiness', 'ranging', 'sideways'],
  inputs: [],
  params: [int('length', 'Length', 14, 2)],
  outputs: value('Choppiness'),
  build: (k, _, { length }) => {
    const range = k.sub(k.highest(k.high(), length), k.lowest(k.low(), length))
    const ratio = k.div(k.sum(k.tr(), length), range)
    return { value: k.mul(100 / log(length), k.log(ratio)) }
  },
})
