'use client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Origin } from '@/sandbox/ir/program'
import { isTimeframe, TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import { LiveState } from '../../_charts/LiveState'
import { useHere } from '../../_session/workspace'
import { useTRPC } from '../../_trpc/client'
import { Segments } from '../../_ui/Segments'
import { Select } from '../../_ui/Select'
import { Failed, Loading } from '../../_ui/States'
import { Checks } from './Checks'
import { MatchesStrip } from './MatchesStrip'
import { Scrubber } from './Scrubber'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'
import { type PreviewSeries, usePreviewBars } from './usePreviewBars'
import { Values } from './Values'

// The chart's library and the catalogue's words are no part of a page that shows none.
const PreviewChart = lazy(async () => ({ default: (await import('./PreviewChart')).PreviewChart }))
const Why = lazy(async () => ({ default: (await import('./Why')).Why }))

interface PreviewPaneProps {
  readonly store: PreviewStore
  /** What the store previews, as it is written now. */
  readonly document: Document
  /** What people call blocks, by id. */
  readonly labels?: ReadonlyMap<string, string>
  /** Brings a block or line into view. */
  readonly onJump: (origin: Origin) => void
}

const COUNTS = [500, 1_000, 2_000, 5_000] as const

/** What the document does on real bars, while it is written. */
export function PreviewPane(props: PreviewPaneProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const { compiled } = usePreviewState(props.store)
  const [chosen, setChosen] = useState<Partial<Omit<PreviewSeries, 'live'>>>({})
  const { data: venues, error } = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
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
          <VenueSelect venues={venues ?? []} venue={venue.venue} onVenue={of => setChosen({ venue: of })} />
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
  const choose = (change: typeof chosen) => setChosen(before => ({ ...before, ...change }))
  return (
    <Pane
      {...props}
      series={series}
      decimals={instrument.decimals}
      choices={
        <>
          {(venues?.length ?? 0) > 1 && (
            <VenueSelect
              venues={venues ?? []}
              venue={venue.venue}
              onVenue={of => setChosen({ ...chosen, venue: of, symbol: undefined })}
            />
          )}
          <Select
            label="Symbol"
            className="h-7! w-36 py-0!"
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
            className="h-7! w-28 py-0!"
            value={String(series.count)}
            onChange={bars => choose({ count: Number(bars) })}
            options={COUNTS.map(bars => ({
              value: String(bars),
              label: `${bars.toLocaleString('en')} bars`,
            }))}
          />
        </>
      }
      onSymbol={symbol => choose({ symbol })}
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
    className="h-7! w-32 py-0!"
    value={venue}
    onChange={onVenue}
    options={venues.map(each => ({ value: each.venue, label: each.venue }))}
  />
)

type Side = 'values' | 'why' | 'checks' | 'log'
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
  readonly onSymbol: (symbol: string) => void
}

function Pane({ store, document, labels, onJump, series, decimals, choices, onSymbol }: PaneProps) {
  const [side, setSide] = useState<Side>('values')
  const slider = useRef<HTMLInputElement>(null)
  const { candles, live, error, refetch, isLoading } = usePreviewBars(store, series)
  const { venue, symbol, timeframe } = series
  return (
    <section aria-label="Preview" className="flex h-full min-h-0 flex-col border-t border-line bg-ground">
      <div className="flex h-10 shrink-0 items-center gap-2 overflow-x-auto border-b border-line bg-panel px-3">
        {choices}
        <LiveState venue={venue} end={live} />
        <State store={store} />
      </div>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_300px]">
          <div className="min-h-0 min-w-0">
            {isLoading ? (
              <Loading rows={5} />
            ) : (
              <Suspense fallback={<Loading rows={5} />}>
                <PreviewChart
                  key={`${venue} ${symbol} ${timeframe}`}
                  store={store}
                  label={`${symbol} ${timeframe}`}
                  candles={candles}
                  decimals={decimals}
                  onFocus={() => slider.current?.focus()}
                />
              </Suspense>
            )}
          </div>
          <div className="flex min-h-0 flex-col border-l border-line bg-panel">
            <div className="flex shrink-0 border-b border-line px-2 py-1.5">
              <Segments label="Beside the chart" options={SIDES} value={side} onChange={setSide} />
            </div>
            <div className="min-h-0 flex-1 overflow-auto">
              <Suspense fallback={<Loading rows={3} />}>
                {side === 'values' && <Values store={store} {...(labels && { labels })} />}
                {side === 'why' && <Why store={store} onJump={onJump} />}
                {side === 'checks' && <Checks store={store} onJump={onJump} />}
                {side === 'log' && <Log store={store} />}
              </Suspense>
            </div>
          </div>
        </div>
      )}
      <Scrubber ref={slider} store={store} />
      <MatchesStrip
        store={store}
        document={document}
        venue={venue}
        timeframe={timeframe}
        onSymbol={onSymbol}
      />
    </section>
  )
}

/** How current what is shown is. */
function State({ store }: { store: PreviewStore }) {
  const { compiled, shown, stopped } = usePreviewState(store)
  if (stopped)
    return (
      <span role="alert" className="truncate text-[11px] text-bad" title={stopped}>
        {stopped}
      </span>
    )
  if (!compiled) return <span className="text-[11px] text-faint">Preparing …</span>
  const isOld = shown !== null && shown.compiled.edit !== compiled.edit
  const errors = compiled.problems.filter(({ severity }) => severity === 'error').length
  if (isOld || errors > 0)
    return (
      <span className="text-[11px] whitespace-nowrap text-warn">
        {errors} {errors === 1 ? 'problem' : 'problems'}
        {isOld ? '; values of the last text that compiled' : '; showing what is complete'}
      </span>
    )
  return (
    <span
      className="text-[11px] whitespace-nowrap text-faint tabular-nums"
      title="Compiled and computed in this browser"
    >
      {compiled.compileMs.toFixed(0)} + {(shown?.ran.runMs ?? 0).toFixed(0)} ms
    </span>
  )
}

/** What a script says with log(), and where. */
function Log({ store }: { store: PreviewStore }) {
  const { shown } = usePreviewState(store)
  const logs = shown?.ran.logs ?? []
  const [most, setMost] = useState(200)
  useEffect(() => {
    if (logs.length === 0) setMost(200)
  }, [logs.length])
  if (logs.length === 0)
    return (
      <p className="p-3 text-[12px] text-faint">What a script says with log(…) stands here, with its bar.</p>
    )
  return (
    <ol aria-label="Log" className="py-1 font-mono text-[11px]">
      {logs.slice(0, most).map(({ bar, text }, at) => (
        <li key={at}>
          <button
            type="button"
            disabled={bar === null}
            onClick={() => store.moveTo(bar)}
            className="flex w-full gap-2 px-3 py-0.5 text-left hover:bg-hover"
          >
            <span className="w-12 shrink-0 text-right text-faint tabular-nums">{bar ?? ''}</span>
            <span className="min-w-0 break-words text-soft">{text}</span>
          </button>
        </li>
      ))}
      {logs.length > most && (
        <li>
          <button
            type="button"
            className="px-3 py-1 text-faint hover:text-ink"
            onClick={() => setMost(most + 500)}
          >
            {logs.length - most} more
          </button>
        </li>
      )}
    </ol>
  )
}
