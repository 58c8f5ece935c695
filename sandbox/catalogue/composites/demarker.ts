import { compose, int, value } from '../compose'

export const demarker = compose({
  id: 'demarker',
  title: 'DeMarker',
  summary:
    'DeMark: new highs against new highs and new lows from bar to bar, 0…1; below 0.3 oversold. Missing when neither came.',
  formula: 'SMA(max(Δhigh, 0)) / (SMA(max(Δhigh, 0)) + SMA(max(−Δlow, 0)))',
  family: 'momentum',
  synonyms: ['demark', 'dem'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('DeMarker'),
  build: ({ sma, max, change, neg, high, low, div, add }, _, { length }) => {
    const up = sma(max(change(high()), 0), length)
    const down = sma(max(neg(change(low())), 0), length)
    return { value: div(up, add(up, down)) }
  },
})
