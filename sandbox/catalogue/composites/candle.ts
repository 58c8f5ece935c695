import { candles } from '../candles'
import { compose, out } from '../compose'

export const candle = compose({
  id: 'candle',
  title: 'Candle anatomy',
  summary:
    'Body, wicks and range of the bar, each also in percent of the range (missing on a bar without one), and its colour: 1 up, −1 down, 0 unchanged.',
  formula: 'body = |close − open|, upper = high − max(open, close), lower = min(open, close) − low',
  family: 'pattern',
  synonyms: [
    'body',
    'wick',
    'shadow',
    'tail',
    'colour',
    'color',
    'green',
    'red',
    'bullish candle',
    'bearish candle',
    'green bar',
    'red bar',
  ],
  inputs: [],
  params: [],
  outputs: [
    out('body', 'Body'),
    out('upper', 'Upper wick'),
    out('lower', 'Lower wick'),
    out('range', 'Range'),
    out('bodyPercent', 'Body %'),
    out('upperPercent', 'Upper wick %'),
    out('lowerPercent', 'Lower wick %'),
    out('color', 'Colour'),
  ],
  build: k => {
    const bar = candles(k)(0)
    const range = k.sub(bar.high, bar.low)
    const percent = (x: typeof range) => k.div(k.mul(100, x), range)
    return {
      body: bar.body,
      upper: bar.upper,
      lower: bar.lower,
      range,
      bodyPercent: percent(bar.body),
      upperPercent: percent(bar.upper),
      lowerPercent: percent(bar.lower),
      color: k.sign(k.sub(bar.close, bar.open)),
    }
  },
})
