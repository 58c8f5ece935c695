// What the venue sends, checked at the door. Its spot API documentation is the source of every field here.
import { z } from 'zod'
import type { DayTicker, FormingBar } from '../provider'

const time = z.number().int().positive()
/** Numbers come as decimal text; the double nearest to it is the number from here on. */
const decimal = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number)

const isBar = ({ open, high, low, close }: FormingBar) =>
  low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close)
const notABar = 'prices that cannot belong to one bar'

/** A row of `/klines`: open time, open, high, low, close, volume, and six fields more. */
const klineRow = z
  .tuple([time, decimal, decimal, decimal, decimal, decimal], z.unknown())
  .transform(
    ([time, open, high, low, close, volume]): FormingBar => ({ time, open, high, low, close, volume }),
  )
  .refine(isBar, notABar)
export const klineRows = z.array(klineRow)

/** One update of a kline stream, wrapped as combined streams do. */
export const klineEvent = z.object({
  stream: z.string(),
  data: z.object({
    e: z.literal('kline'),
    E: time,
    s: z.string().min(1),
    k: z
      .object({
        t: time,
        i: z.string(),
        o: decimal,
        h: decimal,
        l: decimal,
        c: decimal,
        v: decimal,
        x: z.boolean(),
      })
      .transform(({ t, i, o, h, l, c, v, x }) => ({
        interval: i,
        closed: x,
        bar: { time: t, open: o, high: h, low: l, close: c, volume: v } satisfies FormingBar,
      }))
      .refine(({ bar }) => isBar(bar), notABar),
  }),
})

/** What a stream connection says to a request of ours. */
export const streamReply = z.union([
  z.object({ id: z.number(), result: z.null() }),
  z.object({ id: z.number().nullish(), error: z.object({ code: z.number(), msg: z.string() }) }),
])

export const serverTime = z.object({ serverTime: time })

/** The filters this house reads; the venue has more. */
const filter = z.union([
  z.object({ filterType: z.literal('PRICE_FILTER'), tickSize: decimal }),
  z.object({ filterType: z.literal('LOT_SIZE'), stepSize: decimal }),
  z.object({ filterType: z.enum(['NOTIONAL', 'MIN_NOTIONAL']), minNotional: decimal }),
  z.object({ filterType: z.string() }).transform(() => null),
])

const symbolInfo = z.object({
  symbol: z.string().min(1),
  status: z.string(),
  baseAsset: z.string().min(1),
  quoteAsset: z.string().min(1),
  baseAssetPrecision: z.number().int().min(0),
  quotePrecision: z.number().int().min(0),
  filters: z.array(filter),
})
export type SymbolInfo = z.output<typeof symbolInfo>

export const exchangeInfo = z.object({
  rateLimits: z.array(
    z.object({
      rateLimitType: z.string(),
      interval: z.string(),
      intervalNum: z.number(),
      limit: z.number().int().positive(),
    }),
  ),
  symbols: z.array(symbolInfo),
})

export const lastPrices = z.array(z.object({ symbol: z.string(), price: decimal }))

/** `/ticker/tradingDay`: figures since the UTC day began. */
export const tradingDays = z.array(z.object({ symbol: z.string(), openPrice: decimal }))

/** `/ticker/24hr`: figures of the 24 hours that end now. */
export const dayTickers = z.array(
  z
    .object({
      symbol: z.string(),
      lastPrice: decimal,
      openPrice: decimal,
      highPrice: decimal,
      lowPrice: decimal,
      volume: decimal,
      quoteVolume: decimal,
      count: z.number().int().min(0),
      closeTime: time,
    })
    .transform(
      (each): DayTicker => ({
        symbol: each.symbol,
        at: each.closeTime,
        last: each.lastPrice,
        open: each.openPrice,
        high: each.highPrice,
        low: each.lowPrice,
        volume: each.volume,
        quoteVolume: each.quoteVolume,
        // Zero: nothing traded in 24 hours, so nothing has changed.
        change: each.openPrice === 0 ? 0 : each.lastPrice / each.openPrice - 1,
        trades: each.count,
      }),
    ),
)

/** The body of a refusal. */
export const refusal = z.object({ code: z.number(), msg: z.string() })
