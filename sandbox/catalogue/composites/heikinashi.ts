import { compose, out } from '../compose'

export const heikinashi = compose({
  id: 'heikinashi',
  title: 'Heikin-Ashi',
  summary:
    'Averaged candles that show trends calmly. For reading only: orders fill at real prices. The first open is (open + close)/2, as TradingView.',
  formula:
    'close = OHLC/4, open = (open₋₁ + close₋₁)/2, high = max(high, open, close), low = min(low, open, close)',
  family: 'source',
  synonyms: ['ha', 'heiken ashi', 'candles'],
  inputs: [],
  params: [],
  outputs: [out('open', 'Open'), out('high', 'High'), out('low', 'Low'), out('close', 'Close')],
  build: ({ open, high, low, close, add, div, max, min, op }) => {
    const haClose = div(add(open(), high(), low(), close()), 4)
    const haOpen = op('heikinopen', [div(add(open(), close()), 2), haClose])
    return {
      open: haOpen,
      high: max(high(), max(haOpen, haClose)),
      low: min(low(), min(haOpen, haClose)),
      close: haClose,
    }
  },
})
