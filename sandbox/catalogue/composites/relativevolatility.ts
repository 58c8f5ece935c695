import { compose, int, source, value } from '../compose'

export const relativevolatility = compose({
  id: 'relativevolatility',
  title: 'Relative volatility index',
  summary:
    'Dorsey: RSI’s form over standard deviations of rising and falling bars, smoothed by EMA as TradingView; 0…100.',
  formula: '100 · EMA(σ on rises) / (EMA(σ on rises) + EMA(σ on falls))',
  family: 'volatility',
  synonyms: ['rvi', 'dorsey'],
  inputs: [source],
  params: [int('length', 'Deviation length', 10, 2), int('smooth', 'Smoothing', 14)],
  outputs: value('RVI'),
  build: ({ stdev, change, where, gt, ema, mul, div, add }, { source }, { length, smooth }) => {
    const deviation = stdev(source, length)
    const rises = gt(change(source), 0)
    const up = ema(mul(deviation, where(rises, 1, 0)), smooth)
    const down = ema(mul(deviation, where(rises, 0, 1)), smooth)
    return { value: div(mul(100, up), add(up, down)) }
  },
})
