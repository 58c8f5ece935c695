import { compose, int, num, out, source } from '../compose'

export const qqe = compose({
  id: 'qqe',
  title: 'QQE',
  summary:
    'Quantitative qualitative estimation: smoothed RSI and a trailing line `factor` smoothed ranges away, as the common TradingView script. `up` while the RSI line leads.',
  formula:
    'rsi = EMA(RSI, smooth), room = factor · EMA(EMA(|Δrsi|, 2·length − 1), 2·length − 1), line ratchets at rsi ± room',
  family: 'momentum',
  synonyms: ['quantitative', 'qualitative', 'rsi trailing'],
  inputs: [source],
  params: [
    int('length', 'RSI length', 14),
    int('smooth', 'Smoothing', 5),
    num('factor', 'Factor', 4.238, 0.1, 20),
  ],
  outputs: [out('rsi', 'Smoothed RSI'), out('line', 'Trailing line'), out('up', 'Up', 'bool')],
  build: (k, { source }, { length, smooth, factor }) => {
    const rsi = k.ema(k.op('rsi', [source], { length }), smooth)
    const wilder = 2 * length - 1
    const room = k.mul(factor, k.ema(k.ema(k.abs(k.change(rsi)), wilder), wilder))
    const below = k.op('ratchet', [k.sub(rsi, room), rsi], { direction: 'rising' })
    const above = k.op('ratchet', [k.add(rsi, room), rsi], { direction: 'falling' })
    const up = k.op('latch', [k.gt(rsi, k.ago(above, 1)), k.lt(rsi, k.ago(below, 1))])
    return { rsi, line: k.where(up, below, above), up }
  },
})
