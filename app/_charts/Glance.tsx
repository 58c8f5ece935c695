'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { useChannel } from '../_trpc/Providers'
import { Failed } from '../_ui/States'
import { type Candle, Candles } from './Candles'
import { LiveState } from './LiveState'
import { useLiveBars } from './liveBars'

type Bars = Outputs['market']['bars']

const COUNT = 90
const POLL_MS = 15_000
/** Bars that follow the market by themselves are still read anew now and then: a venue may correct what it told. */
const HEAL_MS = 60_000

interface GlanceProps {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  /** The moving price, where there is one: the forming bar follows it while it hears of nothing better. */
  readonly last?: number | null
  /** When it changes, a bar has closed; where bars do not come by themselves, they are read anew. */
  readonly barTime?: number
}

/** The last bars of one instrument, on the timeframe one likes. */
export function Glance({ venue, symbol, timeframe, last, barTime }: GlanceProps) {
  const { workspace } = useHere()
  const [chosen, setChosen] = useState(timeframe)
  useEffect(() => setChosen(timeframe), [timeframe])
  const isPolled = useChannel() === 'stream'
  const { data, error, refetch, isPlaceholderData } = useQuery(
    useTRPC().market.bars.queryOptions(
      { workspaceId: workspace.id, venue, symbol, timeframe: chosen, count: COUNT },
      {
        refetchInterval: isPolled ? POLL_MS : HEAL_MS,
        placeholderData: before => (before?.instrument.symbol === symbol ? before : undefined),
      },
    ),
  )
  useEffect(() => {
    if (barTime !== undefined && isPolled) void refetch()
  }, [barTime, isPolled, refetch])
  const history = useMemo(() => (data ? candlesOf(data, last ?? null) : []), [data, last])
  const moves = data?.forming != null && !isPlaceholderData
  const live = useLiveBars(
    { venue, symbol, timeframe: chosen, enabled: moves },
    history,
    () => void refetch(),
  )
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
        <>
          <Candles
            label={`${symbol} ${chosen}`}
            candles={live.candles.slice(-COUNT)}
            decimals={data.instrument.decimals}
          />
          <LiveState venue={venue} end={live} />
        </>
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
