import { compose, int, out } from '../compose'

export const ticker = compose({
  id: 'ticker',
  title: '24-hour ticker',
  summary:
    'What a venue’s ticker says, from closed bars of any timeframe: the bars that opened within the last `hours` by their own time, not a number of bars. Change is from the open of the first of them, as Binance; quote volume is HLC3 × volume, an estimate, and the average is weighted by volume with it. On bars longer than the span it tells of the bar itself. Missing until history reaches back so far.',
  formula:
    'open = first open, change = close − open, changePercent = 100·change/open, average = Σ HLC3·volume / Σ volume, over bars with time > now − hours',
  family: 'volume',
  synonyms: [
    '24h',
    '24h change',
    '24h volume',
    'price change percent',
    'mover',
    'gainer',
    'loser',
    'quote volume',
    'weighted average price',
  ],
  inputs: [],
  params: [int('hours', 'Hours', 24, 1, 168)],
  outputs: [
    out('open', 'Open'),
    out('high', 'High'),
    out('low', 'Low'),
    out('change', 'Change'),
    out('changePercent', 'Change %'),
    out('volume', 'Volume'),
    out('quoteVolume', 'Quote volume'),
    out('average', 'Weighted average price'),
    out('bars', 'Bars'),
  ],
  build: (k, _, params) => {
    const over = (id: string, x: ReturnType<typeof k.close>) => k.op(id, [x, k.source('time')], params)
    const open = over('spanfirst', k.open())
    const change = k.sub(k.close(), open)
    const volume = over('spansum', k.volume())
    const quoteVolume = over('spansum', k.mul(k.hlc3(), k.volume()))
    return {
      open,
      high: over('spanhighest', k.high()),
      low: over('spanlowest', k.low()),
      change,
      changePercent: k.div(k.mul(100, change), open),
      volume,
      quoteVolume,
      average: k.div(quoteVolume, volume),
      bars: over('spancount', k.close()),
    }
  },
})
