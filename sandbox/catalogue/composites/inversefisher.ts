import { compose, int, source, value } from '../compose'

export const inversefisher = compose({
  id: 'inversefisher',
  title: 'Inverse Fisher of RSI',
  summary:
    'Ehlers: RSI, centred and shrunk, weighted-averaged, then pressed towards ±1 so that only clear readings stand out.',
  formula: '(e^(2v) − 1)/(e^(2v) + 1), v = WMA(0.1·(RSI − 50), smooth)',
  family: 'momentum',
  synonyms: ['ift', 'ehlers', 'fisher rsi'],
  inputs: [source],
  params: [int('length', 'RSI length', 5), int('smooth', 'Smoothing', 9)],
  outputs: value('IFT'),
  build: ({ op, wma, mul, sub, exp, div, add }, { source }, { length, smooth }) => {
    const v = wma(mul(0.1, sub(op('rsi', [source], { length }), 50)), smooth)
    const e = exp(mul(2, v))
    return { value: div(sub(e, 1), add(e, 1)) }
  },
})
