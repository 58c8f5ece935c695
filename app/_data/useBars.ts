'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { Candle } from '../_charts/Candles'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { APART } from '../_trpc/links'

const PAGE = 1_000

export interface SeriesAsked {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
}

/** The bars of a chart: the newest ones, and older ones as they are asked for. */
export function useBars({ venue, symbol, timeframe }: SeriesAsked) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const asked = { workspaceId: workspace.id, venue, symbol, timeframe }
  const history = useInfiniteQuery(
    trpc.data.history.infiniteQueryOptions(
      { ...asked, count: PAGE },
      {
        getNextPageParam: page => (page.time.length < PAGE ? undefined : page.time[0]),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  )
  const candles = useMemo(() => (history.data?.pages ?? []).toReversed().flatMap(candlesOf), [history.data])
  const flags = useQuery(
    trpc.data.flags.queryOptions(
      { ...asked, from: candles[0]?.time ?? 0, to: (candles.at(-1)?.time ?? 0) + 1 },
      {
        enabled: candles.length > 0 && candles.length <= 20_000,
        staleTime: Number.POSITIVE_INFINITY,
        trpc: APART,
      },
    ),
  )
  return { ...history, candles, flags: flags.data }
}

type Columns = Outputs['data']['history']

const candlesOf = ({ time, open, high, low, close, volume }: Columns): Candle[] =>
  time.map((at, i) => ({
    time: at,
    open: open[i] ?? Number.NaN,
    high: high[i] ?? Number.NaN,
    low: low[i] ?? Number.NaN,
    close: close[i] ?? Number.NaN,
    volume: volume[i] ?? 0,
  }))
