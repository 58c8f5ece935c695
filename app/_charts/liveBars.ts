'use client'
// The end of a chart that grows: the bar that forms, and those that closed since the chart's bars were read.
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { useChannel } from '../_trpc/Providers'
import type { Candle } from './Candles'
import { endedWith, grownBy, rowsIn } from './tail'

type BarsEvent = Outputs['market']['watchBars'] extends AsyncIterable<{ data: infer Event }> ? Event : never

export interface LiveEnd {
  readonly candles: readonly Candle[]
  /** `polled`: no socket gets through, so bars come when they are read anew. `lost`: the connection is being opened again. */
  readonly state: 'waiting' | 'live' | 'lost' | 'polled' | 'off'
  /** Updates that this page was too slow for. */
  readonly missed: number
}

interface LiveAsked {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly enabled?: boolean
}

/** `history`, oldest first, and what happened since. `onGap`: bars in between were not told; the history has to be read anew. */
export function useLiveBars(
  { venue, symbol, timeframe, enabled = true }: LiveAsked,
  history: readonly Candle[],
  onGap: () => void,
): LiveEnd {
  const { workspace } = useHere()
  const channel = useChannel()
  const name = `${venue} ${symbol} ${timeframe}`
  const [heard, setHeard] = useState<{ name: string; tail: readonly Candle[]; missed: number } | null>(null)
  const gap = useRef(onGap)
  gap.current = onGap
  const byStream = channel === 'stream'
  useSubscription(
    useTRPC().market.watchBars.subscriptionOptions(
      { workspaceId: workspace.id, venue, symbols: [symbol], timeframe },
      {
        enabled: enabled && !byStream,
        onData: ({ data }: { data: BarsEvent }) => {
          const isGap = data.kind === 'snapshot' ? data.resync : data.resync.includes(symbol)
          const missed = data.kind === 'update' ? data.missed : 0
          setHeard(before => {
            const known = before?.name === name ? before : { tail: [], missed: 0 }
            return { name, tail: grownBy(known.tail, rowsIn(data.rows)), missed: known.missed + missed }
          })
          if (isGap) gap.current()
        },
      },
    ),
  )
  const own = enabled && heard?.name === name ? heard : null
  const { candles, isWhole } = useMemo(
    () => endedWith(history, own?.tail ?? [], timeframe),
    [history, own, timeframe],
  )
  useEffect(() => {
    if (!isWhole) gap.current()
  }, [isWhole])
  const state = !enabled
    ? 'off'
    : byStream
      ? 'polled'
      : channel === 'lost'
        ? 'lost'
        : own
          ? 'live'
          : 'waiting'
  return { candles, state, missed: own?.missed ?? 0 }
}
