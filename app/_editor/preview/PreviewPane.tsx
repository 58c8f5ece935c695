'use client'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useRef, useState } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Origin } from '@/sandbox/ir/program'
import { isTimeframe, TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { LiveState } from '../../_charts/LiveState'
import { useHere } from '../../_session/workspace'
import { useTRPC } from '../../_trpc/client'
import { later } from '../../_ui/later'
import { Segments } from '../../_ui/Segments'
import { Select } from '../../_ui/Select'
import { Failed, Loading } from '../../_ui/States'
import { Checks } from './Checks'
import { Log } from './Log'
import type { Labels } from './labels'
import { type LookedAt, lookedAt, rememberLook, type Side } from './lookedAt'
import { MatchesStrip } from './MatchesStrip'
import { RunState } from './RunState'
import { Scrubber } from './Scrubber'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'
import { type PreviewSeries, usePreviewBars } from './usePreviewBars'
import { Values } from './Values'

// The chart's library and the catalogue's words are no part of a page that shows none.
const PreviewChart = later(async () => (await import('./PreviewChart')).PreviewChart)
const Why = later(async () => (await import('./Why')).Why)

interface PreviewPaneProps {
  /** What was looked at is kept by it. */
  readonly strategyId: string
  readonly store: PreviewStore
  /** What the store previews, as it is written now. */
  readonly document: Document
  /** What people call blocks, by id. */
  readonly labels?: Labels
  /** Brings a block or line into view. */
  readonly onJump: (origin: Origin) => void
}

const COUNTS = [500, 1_000, 2_000, 5_000] as const

/** What the document does on real bars, while it is written. */
export function PreviewPane(props: PreviewPaneProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const { compiled } = usePreviewState(props.store)
  const [chosen, setChosen] = useState(() => lookedAt(props.strategyId))
  const { data: venues, error } = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const choose = (change: LookedAt) => {
    const next = { ...chosen, ...change }
    setChosen(next)
    rememberLook(props.strategyId, next)
  }
  const venue = venues?.find(each => each.venue === chosen.venue) ?? venues?.[0]
  const { data: instruments } = useQuery(
    trpc.market.instruments.queryOptions(
      { workspaceId: workspace.id, venue: venue?.venue ?? '' },
      { enabled: venue !== undefined, staleTime: 60_000 },
    ),
  )
  if (error) return <Failed error={error} />
  if (!venue || !instruments) return <Loading rows={6} />
  const instrument = instruments.find(({ symbol }) => symbol === chosen.symbol) ?? instruments[0]
  if (!instrument)
    return (
      <p className="p-4 text-soft">
        {venue.venue} has no symbols yet. Import a file of bars to preview on it.
        {(venues?.length ?? 0) > 1 && (
          <VenueSelect venues={venues ?? []} venue={venue.venue} onVenue={venue => choose({ venue })} />
        )}
      </p>
    )
  const offered = venue.timeframes.length > 0 ? venue.timeframes : TIMEFRAMES
  // asked for, else what the document is written for, else an hour
  const wanted = [chosen.timeframe, compiled?.program?.timeframe, '1h' as const].find(
    (each): each is Timeframe => each != null && offered.includes(each),
  )
  const series: PreviewSeries = {
    venue: venue.venue,
    symbol: instrument.symbol,
    timeframe: wanted ?? offered[0] ?? '1h',
    count: chosen.count ?? 2_000,
    live: venue.live && instrument.status === 'trading',
  }
  return (
    <Pane
      {...props}
      series={series}
      decimals={instrument.decimals}
      choices={
        <>
          {(venues?.length ?? 0) > 1 && (
            <VenueSelect venues={venues ?? []} venue={venue.venue} onVenue={venue => choose({ venue })} />
          )}
          <Select
            label="Symbol"
            className="h-7! w-32! shrink-0 py-0!"
            value={instrument.symbol}
            onChange={symbol => choose({ symbol })}
            options={instruments.map(({ symbol }) => ({ value: symbol, label: symbol }))}
          />
          <Segments
            label="Timeframe"
            value={series.timeframe}
            onChange={timeframe => isTimeframe(timeframe) && choose({ timeframe })}
            options={offered.map(each => ({ value: each, label: each }))}
          />
          <Select
            label="Bars"
            className="h-7! w-20! shrink-0 py-0!"
            value={String(series.count)}
            onChange={bars => choose({ count: Number(bars) })}
            options={COUNTS.map(bars => ({
              value: String(bars),
              label: bars.toLocaleString('en'),
            }))}
          />
        </>
      }
      chosen={chosen}
      onChoose={choose}
    />
  )
}

const VenueSelect = ({
  venues,
  venue,
  onVenue,
}: {
  venues: readonly { venue: string }[]
  venue: string
  onVenue: (venue: string) => void
}) => (
  <Select
    label="Venue"
    className="h-7! w-28! shrink-0 py-0!"
    value={venue}
    onChange={onVenue}
    options={venues.map(each => ({ value: each.venue, label: each.venue }))}
  />
)

const SIDES: readonly { value: Side; label: string }[] = [
  { value: 'values', label: 'Values' },
  { value: 'why', label: 'Why?' },
  { value: 'checks', label: 'Checks' },
  { value: 'log', label: 'Log' },
]

interface PaneProps extends PreviewPaneProps {
  readonly series: PreviewSeries
  readonly decimals: number
  readonly choices: React.ReactNode
  readonly chosen: LookedAt
  readonly onChoose: (change: LookedAt) => void
}

function Pane({
  store,
  document,
  labels,
  onJump,
  series,
  decimals,
  choices,
  chosen: { side = 'values', universe },
  onChoose,
}: PaneProps) {
  const slider = useRef<HTMLInputElement>(null)
  const { candles, closed, live, error, refetch, isLoading } = usePreviewBars(store, series)
  const { venue, symbol, timeframe } = series
  return (
    <section aria-label="Preview" className="flex h-full min-h-0 flex-col bg-ground">
      <div className="flex h-9 shrink-0 items-center gap-2 overflow-x-auto border-b border-line bg-panel px-2">
        {choices}
        <LiveState venue={venue} end={live} />
        <RunState store={store} onJump={onJump} />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_300px]">
        <div className="flex min-h-0 min-w-0 flex-col">
          <div className="min-h-0 flex-1">
            {error ? (
              <Failed error={error} onRetry={() => void refetch()} />
            ) : isLoading ? (
              <Loading rows={5} />
            ) : closed === 0 ? ( // one that forms has no values to show
              <NoBars symbol={symbol} timeframe={timeframe} />
            ) : (
              <Suspense fallback={<Loading rows={5} />}>
                <PreviewChart
                  key={`${venue} ${symbol} ${timeframe}`}
                  store={store}
                  label={`${symbol} ${timeframe}`}
                  candles={candles}
                  decimals={decimals}
                  {...(labels && { labels })}
                  onFocus={() => slider.current?.focus()}
                />
              </Suspense>
            )}
          </div>
          <Scrubber ref={slider} store={store} />
        </div>
        <div className="flex min-h-0 flex-col border-l border-line bg-panel">
          <div className="flex shrink-0 border-b border-line px-2 py-1">
            <Segments
              label="Beside the chart"
              options={SIDES}
              value={side}
              onChange={next => onChoose({ side: next })}
            />
          </div>
          <div className="min-h-0 flex-1 overflow-auto">
            <Suspense fallback={<Loading rows={3} />}>
              {side === 'values' && <Values store={store} {...(labels && { labels })} />}
              {side === 'why' && <Why store={store} onJump={onJump} />}
              {side === 'checks' && <Checks store={store} onJump={onJump} {...(labels && { labels })} />}
              {side === 'log' && <Log store={store} />}
            </Suspense>
          </div>
        </div>
      </div>
      <MatchesStrip
        store={store}
        document={document}
        venue={venue}
        timeframe={timeframe}
        universeId={universe}
        onUniverse={chosen => onChoose({ universe: chosen })}
        onSymbol={chosen => onChoose({ symbol: chosen })}
      />
    </section>
  )
}

const NoBars = ({ symbol, timeframe }: Pick<PreviewSeries, 'symbol' | 'timeframe'>) => (
  <p role="status" className="grid h-full place-items-center p-4 text-center text-soft">
    <span>
      {symbol} has no {timeframe} bars yet. Choose another timeframe or symbol, or import a file of bars.
    </span>
  </p>
)
