'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Failed } from '../_ui/States'
import { type Candle, Candles } from './Candles'

type Bars = Outputs['market']['bars']

const COUNT = 90

interface GlanceProps {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  /** The moving price, where there is one: the forming bar follows it. */
  readonly last?: number | null
  /** When it changes, a bar has closed and the bars are read anew. */
  readonly barTime?: number
}

/** The last bars of one instrument, on the timeframe one likes. */
export function Glance({ venue, symbol, timeframe, last, barTime }: GlanceProps) {
  const { workspace } = useHere()
  const [chosen, setChosen] = useState(timeframe)
  useEffect(() => setChosen(timeframe), [timeframe])
  const { data, error, refetch } = useQuery(
    useTRPC().market.bars.queryOptions(
      { workspaceId: workspace.id, venue, symbol, timeframe: chosen, count: COUNT },
      {
        refetchInterval: 15_000,
        placeholderData: before => (before?.instrument.symbol === symbol ? before : undefined),
      },
    ),
  )
  useEffect(() => {
    if (barTime !== undefined) void refetch()
  }, [barTime, refetch])
  const candles = useMemo(() => (data ? candlesOf(data, last ?? null) : []), [data, last])
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label="Timeframe" className="flex gap-px">
        {TIMEFRAMES.map(each => (
          <button
            key={each}
            type="button"
            aria-pressed={each === chosen}
            onClick={() => setChosen(each)}
            className="h-6 flex-1 rounded text-[12px] text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
          >
            {each}
          </button>
        ))}
      </div>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Candles label={`${symbol} ${chosen}`} candles={candles} decimals={data.instrument.decimals} />
      ) : (
        <div role="status" aria-label="Loading" className="skeleton mt-5 h-52" />
      )}
    </div>
  )
}

function candlesOf({ bars, forming }: Bars, last: number | null): Candle[] {
  const closed = bars.time.map((time, at) => ({
    time,
    open: bars.open[at] ?? Number.NaN,
    high: bars.high[at] ?? Number.NaN,
    low: bars.low[at] ?? Number.NaN,
    close: bars.close[at] ?? Number.NaN,
    volume: bars.volume[at] ?? 0,
  }))
  if (!forming) return closed
  const now = last ?? forming.close
  return [
    ...closed,
    { ...forming, close: now, high: Math.max(forming.high, now), low: Math.min(forming.low, now) },
  ]
}
