'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { Candle } from '../../_charts/Candles'
import { useLiveBars } from '../../_charts/liveBars'
import { useHere } from '../../_session/workspace'
import { type Outputs, useTRPC } from '../../_trpc/client'
import { APART } from '../../_trpc/links'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

export interface PreviewSeries {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly count: number
  /** Whether its newest bar moves. */
  readonly live: boolean
}

/** As many bars of slower clocks as settle the usual averages. */
const SLOWER_BARS = 1_500

/** Hands a series and the other clocks a program reads to the preview, and gives its candles with the bar that forms. */
export function usePreviewBars(store: PreviewStore, series: PreviewSeries) {
  const { venue, symbol, timeframe, count, live: moves } = series
  const { workspace } = useHere()
  const trpc = useTRPC()
  const { compiled } = usePreviewState(store)
  const asked = (of: { symbol: string; timeframe: Timeframe; count: number }) =>
    trpc.data.history.queryOptions(
      { workspaceId: workspace.id, venue, ...of },
      { staleTime: Number.POSITIVE_INFINITY, trpc: APART, retry: false },
    )
  const { data, error, refetch } = useQuery(asked({ symbol, timeframe, count }))
  const needs = (compiled?.needs ?? []).map(({ timeframe: of, instrument }) => ({
    clock: { timeframe: of, instrument },
    symbol: instrument ?? symbol,
    timeframe: of ?? timeframe,
    count: of === null || of === timeframe ? count : SLOWER_BARS,
  }))
  const others = useQueries({
    queries: needs.map(({ clock: _, ...need }) => asked(need)),
    combine: results => ({
      data: results.map(each => each.data),
      isSettled: results.every(each => !each.isPending),
    }),
  })
  const history = useMemo(() => (data ? candlesOf(data) : []), [data])
  const live = useLiveBars(
    { venue, symbol, timeframe, enabled: moves && data !== undefined },
    history,
    () => void refetch(),
  )
  const { candles } = live
  const isForming = live.state === 'live' && candles.length > 0
  const closed = isForming ? candles.length - 1 : candles.length
  const newest = candles[closed - 1]?.time ?? 0
  const needKey = JSON.stringify(needs)
  const isKnown = (data !== undefined || error !== null) && others.isSettled
  // prices of the forming bar change nothing, a bar that closes does; where there are no bars the values of others must go
  useEffect(() => {
    if (!isKnown) return
    store.load({
      symbol,
      timeframe,
      own: columnsOf(candles.slice(0, closed)),
      others: needs.flatMap(({ clock }, at) => {
        const bars = others.data[at]
        return bars && bars.time.length > 0 ? [{ clock, bars: packed(bars) }] : []
      }),
    })
  }, [store, symbol, timeframe, data, closed, newest, needKey, isKnown])
  return { candles, closed, live, error, refetch, isLoading: !data }
}

type Columns = Outputs['data']['history']

export const candlesOf = ({ time, open, high, low, close, volume }: Columns): Candle[] =>
  time.map((at, i) => ({
    time: at,
    open: open[i] ?? Number.NaN,
    high: high[i] ?? Number.NaN,
    low: low[i] ?? Number.NaN,
    close: close[i] ?? Number.NaN,
    volume: volume[i] ?? Number.NaN,
  }))

const packed = ({ time, open, high, low, close, volume }: Columns): BarColumns => ({
  time: Float64Array.from(time),
  open: Float64Array.from(open),
  high: Float64Array.from(high),
  low: Float64Array.from(low),
  close: Float64Array.from(close),
  volume: Float64Array.from(volume),
})

const columnsOf = (candles: readonly Candle[]): BarColumns => {
  const column = (field: keyof Candle) => Float64Array.from(candles, candle => candle[field])
  return {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
