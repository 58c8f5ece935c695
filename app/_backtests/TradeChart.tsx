'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import { isTimeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { ChartMark } from '../_charts/BarChart'
import type { Candle } from '../_charts/Candles'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { fixed } from '../_ui/numbers'
import { Failed } from '../_ui/States'
import type { Backtest, Trade } from './backtest'
import { Waiting } from './Overview'
import { percent } from './values'

const BarChart = lazy(async () => ({ default: (await import('../_charts/BarChart')).BarChart }))

/** Bars shown before the entry and behind the exit, and the most that are asked for at once. */
const LEAD = 120
const TAIL = 40
const MOST = 5_000

interface TradeChartProps {
  readonly backtest: Pick<Backtest, 'venue' | 'timeframe'>
  readonly trade: Trade
}

/** A trade on the bars it was made on: where it was bought and where it was sold. */
export function TradeChart({ backtest: { venue, timeframe }, trade }: TradeChartProps) {
  const { workspace } = useHere()
  const step = isTimeframe(timeframe) ? timeframeMs[timeframe] : 0
  const decimals = decimalsOf(trade.entryPrice)
  const held = trade.exitBar - trade.entryBar
  const { data, error, refetch } = useQuery(
    useTRPC().data.history.queryOptions(
      {
        workspaceId: workspace.id,
        venue,
        symbol: trade.symbol,
        // the run was made on bars of it
        timeframe: isTimeframe(timeframe) ? timeframe : '1d',
        cursor: trade.exitTime + (TAIL + 1) * step,
        count: Math.min(MOST, held + LEAD + TAIL),
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
  const marks = useMemo((): readonly ChartMark[] => {
    const isLong = trade.side === 'long'
    const entry = {
      time: trade.entryTime,
      text: `entry ${fixed(trade.entryPrice, decimals)}`,
      deed: isLong ? 'buy' : 'sell',
    } as const
    const exit = {
      time: trade.exitTime,
      text: `${trade.exitReason} ${fixed(trade.exitPrice, decimals)}`,
      deed: isLong ? 'sell' : 'buy',
    } as const
    return [entry, exit]
  }, [trade, decimals])
  const goTo = useMemo(() => ({ time: (trade.entryTime + trade.exitTime) / 2 }), [trade])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <Suspense fallback={<Waiting />}>
      <BarChart
        label={`${trade.symbol} ${timeframe}, the trade`}
        candles={candles}
        decimals={decimals}
        marks={marks}
        goTo={goTo}
        note={<span>trade {percent(trade.returnPct / 100)}</span>}
      />
    </Suspense>
  )
}

/** Six figures of a price. */
const decimalsOf = (price: number): number =>
  Math.min(8, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(price) || 1))))
