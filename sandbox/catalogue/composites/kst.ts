import { compose, int, out, source } from '../compose'

export const kst = compose({
  id: 'kst',
  title: 'Know sure thing',
  summary:
    'Pring’s sum of four smoothed rates of change (10 15 20 30 over 10 10 10 15, weights 1…4) and its average.',
  formula: 'Σ k · SMA(ROC(rₖ), sₖ), signal = SMA(kst, signal)',
  family: 'momentum',
  synonyms: ['pring'],
  inputs: [source],
  params: [
    int('roc1', 'ROC 1', 10),
    int('roc2', 'ROC 2', 15),
    int('roc3', 'ROC 3', 20),
    int('roc4', 'ROC 4', 30),
    int('sma1', 'SMA 1', 10),
    int('sma2', 'SMA 2', 10),
    int('sma3', 'SMA 3', 10),
    int('sma4', 'SMA 4', 15),
    int('signal', 'Signal', 9),
  ],
  outputs: [out('kst', 'KST'), out('signal', 'Signal')],
  build: ({ op, sma, mul, add }, { source }, p) => {
    const leg = (roc: number, length: number) => sma(op('roc', [source], { length: roc }), length)
    const kst = add(
      leg(p.roc1, p.sma1),
      mul(2, leg(p.roc2, p.sma2)),
      mul(3, leg(p.roc3, p.sma3)),
      mul(4, leg(p.roc4, p.sma4)),
    )
    return { kst, signal: sma(kst, p.signal) }
  },
})
