import { compose, int, num, value } from '../compose'

export const vfi = compose({
  id: 'vfi',
  title: 'Volume flow indicator',
  summary:
    'Katsanos: signed volume of moves beyond a cutoff of their own volatility, volume capped at a multiple of its average, over average volume.',
  formula:
    'EMA(Σ ±min(volume, cap·avg₋₁) / avg₋₁, 3), ± where |ΔHLC3| > cutoff·σ(Δln HLC3, 30)·close, avg = SMA(volume, length)',
  family: 'volume',
  synonyms: ['katsanos', 'volume flow'],
  inputs: [],
  params: [
    int('length', 'Length', 130),
    num('cutoff', 'Cutoff', 0.2, 0, 5, 0.05),
    num('cap', 'Volume cap', 2.5, 0.1, 50),
  ],
  outputs: value('VFI'),
  build: (k, _, { length, cutoff, cap }) => {
    const typical = k.hlc3()
    const usual = k.ago(k.sma(k.volume(), length), 1)
    const noise = k.stdev(k.change(k.log(typical)), 30)
    const edge = k.mul(cutoff, k.mul(noise, k.close()))
    const flow = k.change(typical)
    const side = k.sub(k.where(k.gt(flow, edge), 1, 0), k.where(k.lt(flow, k.neg(edge)), 1, 0))
    const counted = k.mul(side, k.min(k.volume(), k.mul(cap, usual)))
    return { value: k.ema(k.div(k.sum(counted, length), usual), 3) }
  },
})
