import { compose, int, out, source } from '../compose'

export const stochrsi = compose({
  id: 'stochrsi',
  title: 'Stochastic RSI',
  summary:
    'Where RSI lies in its own range, 0…100, smoothed twice by simple averages as Pine (TA-Lib’s STOCHRSI leaves out the first smoothing). A flat range is missing.',
  formula: 'k = SMA(100·(rsi − lowest)/(highest − lowest), smoothK), d = SMA(k, smoothD)',
  family: 'momentum',
  synonyms: ['stoch rsi', 'chande', 'kroll', 'srsi'],
  inputs: [source],
  params: [
    int('length', 'RSI length', 14),
    int('stochLength', 'Stochastic length', 14),
    int('smoothK', 'Smooth %K', 3),
    int('smoothD', 'Smooth %D', 3),
  ],
  outputs: [out('k', '%K'), out('d', '%D')],
  build: (kit, { source }, { length, stochLength, smoothK, smoothD }) => {
    const rsi = kit.op('rsi', [source], { length })
    const low = kit.lowest(rsi, stochLength)
    const raw = kit.div(kit.mul(100, kit.sub(rsi, low)), kit.sub(kit.highest(rsi, stochLength), low))
    const k = kit.sma(raw, smoothK)
    return { k, d: kit.sma(k, smoothD) }
  },
})
