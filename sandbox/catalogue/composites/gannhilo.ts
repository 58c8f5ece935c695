import { compose, int, out } from '../compose'

export const gannhilo = compose({
  id: 'gannhilo',
  title: 'Gann HiLo',
  summary:
    'Averages of highs and lows; a close above the one of the highs turns the line to the lows and back. Starts on the down side.',
  formula: 'up: close > SMA(high)₋₁ → line = SMA(low); down: close < SMA(low)₋₁ → line = SMA(high)',
  family: 'trend',
  synonyms: ['hilo activator', 'krausz'],
  inputs: [],
  params: [int('highLength', 'High length', 13), int('lowLength', 'Low length', 21)],
  outputs: [out('line', 'Line'), out('up', 'Up', 'bool')],
  build: ({ op, sma, high, low, close, ago, gt, lt, where }, _, { highLength, lowLength }) => {
    const above = sma(high(), highLength)
    const below = sma(low(), lowLength)
    const up = op('latch', [gt(close(), ago(above, 1)), lt(close(), ago(below, 1))])
    return { line: where(up, below, above), up }
  },
})
