import { compose, int, out, source } from '../compose'

export const pmo = compose({
  id: 'pmo',
  title: 'Price momentum oscillator',
  summary:
    'Swenlin’s doubly smoothed rate of change. His smoothing moves by 2/length, which is an EMA of length − 1; its seeds are simple averages of that many values, so early bars differ from DecisionPoint until they fade.',
  formula: 'EMA(10 · EMA(ROC(1), first − 1), second − 1), signal = EMA(pmo)',
  family: 'momentum',
  synonyms: ['decisionpoint', 'swenlin'],
  inputs: [source],
  params: [int('first', 'First', 35, 2), int('second', 'Second', 20, 2), int('signal', 'Signal', 10)],
  outputs: [out('pmo', 'PMO'), out('signal', 'Signal')],
  build: ({ op, ema, mul }, { source }, { first, second, signal }) => {
    const pmo = ema(mul(10, ema(op('roc', [source], { length: 1 }), first - 1)), second - 1)
    return { pmo, signal: ema(pmo, signal) }
  },
})
