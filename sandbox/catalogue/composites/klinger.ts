import { compose, int, out } from '../compose'

export const klinger = compose({
  id: 'klinger',
  title: 'Klinger oscillator',
  summary:
    'Volume signed by the direction of HLC3, fast minus slow EMA, and its signal, in TradingView’s simple form; Klinger’s own adds a cumulative range factor.',
  formula: 'kvo = EMA(sv, fast) − EMA(sv, slow), sv = ±volume by ΔHLC3 ≥ 0; signal = EMA(kvo)',
  family: 'volume',
  synonyms: ['kvo', 'volume force'],
  inputs: [],
  params: [int('fast', 'Fast', 34), int('slow', 'Slow', 55), int('signal', 'Signal', 13)],
  outputs: [out('kvo', 'Oscillator'), out('signal', 'Signal')],
  build: ({ ge, change, hlc3, where, volume, neg, ema, sub }, _, { fast, slow, signal }) => {
    const force = where(ge(change(hlc3()), 0), volume(), neg(volume()))
    const kvo = sub(ema(force, fast), ema(force, slow))
    return { kvo, signal: ema(kvo, signal) }
  },
})
