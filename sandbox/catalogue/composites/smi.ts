import { compose, int, out } from '../compose'

export const smi = compose({
  id: 'smi',
  title: 'Stochastic momentum index',
  summary:
    'Blau: distance of the close from the middle of its range, doubly smoothed, over half the smoothed range; −100…100.',
  formula: '100 · EMA²(close − middle) / (½ · EMA²(highest − lowest)), signal = EMA(smi)',
  family: 'momentum',
  synonyms: ['stochastic momentum', 'blau'],
  inputs: [],
  params: [
    int('length', 'Length', 13),
    int('first', 'First smoothing', 25),
    int('second', 'Second smoothing', 2),
    int('signal', 'Signal', 3),
  ],
  outputs: [out('smi', 'SMI'), out('signal', 'Signal')],
  build: (k, _, { length, first, second, signal }) => {
    const top = k.highest(k.high(), length)
    const bottom = k.lowest(k.low(), length)
    const smooth = (x: ReturnType<typeof k.close>) => k.ema(k.ema(x, first), second)
    const distance = smooth(k.sub(k.close(), k.div(k.add(top, bottom), 2)))
    const smi = k.div(k.mul(100, distance), k.mul(0.5, smooth(k.sub(top, bottom))))
    return { smi, signal: k.ema(smi, signal) }
  },
})
