'use client'
import { Suspense, useMemo } from 'react'
import { isTimeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { Candle } from '../_charts/Candles'
import { later } from '../_ui/later'
import { Failed } from '../_ui/States'
import type { Told } from './backtest'
import type { Marked } from './marked'
import { Waiting } from './Overview'
import { useRunBars } from './reads'
import { percentOf } from './tradeColumns'

const BarChart = later(async () => (await import('../_charts/BarChart')).BarChart)

/** Bars shown before the first mark and behind the last, and the most that are asked for at once. */
const LEAD = 120
const TAIL = 40
const MOST = 5_000

interface TradeChartProps {
  readonly backtest: Told
  readonly marked: Marked
}

/** A trade, or a signal that became none, on the bars it was made on. */
export function TradeChart({ backtest, marked }: TradeChartProps) {
  const { timeframe } = backtest
  const { symbol, from, to, marks, decimals, returnPct } = marked
  const step = isTimeframe(timeframe) ? timeframeMs[timeframe] : 0
  const { data, error, refetch } = useRunBars(backtest, {
    symbol,
    until: to + (TAIL + 1) * step,
    count: Math.min(MOST, Math.ceil((to - from) / step) + LEAD + TAIL),
  })
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
        note={returnPct === null ? null : <span>return {percentOf(returnPct)}</span>}
      />
    </Suspense>
  )
}
