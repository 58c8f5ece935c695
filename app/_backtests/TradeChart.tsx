'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { isTimeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { Candle } from '../_charts/Candles'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Failed } from '../_ui/States'
import type { Marked } from './marked'
import { Waiting } from './Overview'
import { percentOf } from './tradeColumns'

const BarChart = lazy(async () => ({ default: (await import('../_charts/BarChart')).BarChart }))

/** Bars shown before the first mark and behind the last, and the most that are asked for at once. */
const LEAD = 120
const TAIL = 40
const MOST = 5_000

interface TradeChartProps {
  readonly venue: string
  readonly timeframe: string
  readonly marked: Marked
}

/** A trade, or a signal that became none, on the bars it was made on. */
export function TradeChart({ venue, timeframe, marked }: TradeChartProps) {
  const { workspace } = useHere()
  const { symbol, from, to, marks, decimals, returnPct } = marked
  const step = isTimeframe(timeframe) ? timeframeMs[timeframe] : 0
  const { data, error, refetch } = useQuery(
    useTRPC().data.history.queryOptions(
      {
        workspaceId: workspace.id,
        venue,
        symbol,
        // the run was made on bars of it
        timeframe: isTimeframe(timeframe) ? timeframe : '1d',
        cursor: to + (TAIL + 1) * step,
        count: Math.min(MOST, Math.ceil((to - from) / step) + LEAD + TAIL),
      },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const candles = useMemo(
    () =>
      (data?.time ?? []).map(
        (time, at): Candle => ({
          time,
          open: data?.open[at] ?? Number.NaN,
          high: data?.high[at] ?? Number.NaN,
          low: data?.low[at] ?? Number.NaN,
          close: data?.close[at] ?? Number.NaN,
          volume: data?.volume[at] ?? 0,
        }),
      ),
    [data],
  )
  const goTo = useMemo(() => ({ time: (from + to) / 2 }), [from, to])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <BarChart
        label={`${symbol} ${timeframe}, the trade`}
        candles={candles}
        decimals={decimals}
        marks={marks}
        goTo={goTo}
        note={returnPct === null ? null : <span>trade {percentOf(returnPct)}</span>}
      />
    </Suspense>
  )
}
