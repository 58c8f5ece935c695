import type { Timeframe } from '@/sandbox/ir/timeframe'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import type { FormingBar, Instrument } from '@/server/market/provider'

/** Numbers travel as decimal text with eight places. */
const text = (value: number) => value.toFixed(8)

export const klineRow = (bar: FormingBar, timeframe: Timeframe) => [
  bar.time,
  text(bar.open),
  text(bar.high),
  text(bar.low),
  text(bar.close),
  text(bar.volume),
  bar.time + timeframeMs[timeframe] - 1,
  text(bar.volume * bar.close),
  42,
  text(bar.volume / 2),
  text((bar.volume / 2) * bar.close),
  '0',
]

export const klineEvent = (
  symbol: string,
  timeframe: Timeframe,
  bar: FormingBar,
  over: boolean,
  at: number,
) => ({
  stream: `${symbol.toLowerCase()}@kline_${timeframe}`,
  data: {
    e: 'kline',
    E: at,
    s: symbol,
    k: {
      t: bar.time,
      T: bar.time + timeframeMs[timeframe] - 1,
      s: symbol,
      i: timeframe,
      f: 100,
      L: 200,
      o: text(bar.open),
      c: text(bar.close),
      h: text(bar.high),
      l: text(bar.low),
      v: text(bar.volume),
      n: 101,
      x: over,
      q: text(bar.volume * bar.close),
      V: text(bar.volume / 2),
      Q: text((bar.volume / 2) * bar.close),
      B: '0',
    },
  },
})

export const symbolInfo = (each: Instrument, status: string, quote = each.currency) => ({
  symbol: each.symbol.replace(/USD$/, quote),
  status,
  baseAsset: each.symbol.replace(/USD$/, ''),
  baseAssetPrecision: 8,
  quoteAsset: quote,
  quotePrecision: 8,
  quoteAssetPrecision: 8,
  orderTypes: ['LIMIT', 'MARKET'],
  isSpotTradingAllowed: true,
  filters: [
    {
      filterType: 'PRICE_FILTER',
      minPrice: text(each.tick),
      maxPrice: '1000000.00',
      tickSize: text(each.tick),
    },
    { filterType: 'LOT_SIZE', minQty: text(each.lot), maxQty: '90000.00', stepSize: text(each.lot) },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    {
      filterType: 'NOTIONAL',
      minNotional: text(each.minNotional),
      applyMinToMarket: true,
      maxNotional: '9000000.00',
      applyMaxToMarket: false,
      avgPriceMins: 5,
    },
  ],
})
