'use client'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { TIMEFRAMES, timeframeMs } from '@/sandbox/ir/timeframe'
import type { Template } from '@/sandbox/templates/template'
import { PreviewChart } from '../_editor/preview/PreviewChart'
import type { PreviewStore, Shown } from '../_editor/preview/store'
import { useCursor, usePreview, usePreviewState } from '../_editor/preview/usePreview'
import { type PreviewSeries, usePreviewBars } from '../_editor/preview/usePreviewBars'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { IconButton } from '../_ui/Button'
import { count, utcDay } from '../_ui/numbers'
import { Select } from '../_ui/Select'
import { Failed, Loading } from '../_ui/States'
import { frequency, signalsOf } from './signals'

const BARS = 1_000
/** Who walks through the list with the arrow keys waits for nothing it has passed. */
const QUIET_MS = 160
/** Newer signals than this are in sight as the chart opens. */
const IN_SIGHT = 140

/** What a template does on the workspace's own bars, computed here and now. */
export function TemplateRun({ template }: { template: Template }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const settled = useSettled(template)
  const written = useMemo(() => ({ kind: settled.kind, document: settled.source }), [settled])
  const store = usePreview(written)
  const { compiled } = usePreviewState(store)
  const [symbol, setSymbol] = useState<string | null>(null)
  const venues = useQuery(
    trpc.market.venues.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const venue = venues.data?.[0]
  const instruments = useQuery(
    trpc.market.instruments.queryOptions(
      { workspaceId: workspace.id, venue: venue?.venue ?? '' },
      { enabled: venue !== undefined, staleTime: 60_000 },
    ),
  )
  const error = venues.error ?? instruments.error
  if (error) return <Failed error={error} onRetry={() => void venues.refetch()} />
  if (!venue || !instruments.data || !compiled) return <Loading rows={5} />
  const instrument = instruments.data.find(each => each.symbol === symbol) ?? instruments.data[0]
  if (!instrument) return <p className="p-4 text-soft">There are no bars to show it on yet.</p>
  const offered = venue.timeframes.length > 0 ? venue.timeframes : TIMEFRAMES
  const wanted = [compiled.program?.timeframe, '1h' as const].find(
    each => each != null && offered.includes(each),
  )
  const missing = compiled.needs
    .map(need => need.instrument)
    .filter(each => each !== null && !instruments.data.some(known => known.symbol === each))
  return (
    <Run
      store={store}
      series={{
        venue: venue.venue,
        symbol: instrument.symbol,
        timeframe: wanted ?? offered[0] ?? '1h',
        count: BARS,
        live: false,
      }}
      decimals={instrument.decimals}
      missing={missing.join(', ')}
      symbols={
        <Select
          label="Symbol"
          className="h-7! w-36! py-0!"
          value={instrument.symbol}
          onChange={setSymbol}
          options={instruments.data.map(each => ({ value: each.symbol, label: each.symbol }))}
        />
      }
    />
  )
}

interface RunProps {
  readonly store: PreviewStore
  readonly series: PreviewSeries
  readonly decimals: number
  /** What the rule reads and the venue does not have. */
  readonly missing: string
  readonly symbols: React.ReactNode
}

function Run({ store, series, decimals, missing, symbols }: RunProps) {
  const { candles, error, refetch, isLoading } = usePreviewBars(store, series)
  const { compiled, shown: last, stopped } = usePreviewState(store)
  // values of what was looked at before are not this template's
  const shown = last && last.compiled.edit === compiled?.edit ? last : null
  const signals = useMemo(() => signalsOf(shown?.ran.fired ?? []), [shown])
  useEffect(() => {
    const newest = signals.bars.at(-1)
    const isInSight = newest === undefined || newest > store.bars - IN_SIGHT
    store.moveTo(isInSight ? null : newest)
  }, [store, signals])
  const { venue, symbol, timeframe } = series
  const failed = stopped ?? compiled?.problems.find(each => each.severity === 'error')?.message
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-10 shrink-0 items-center gap-3 border-b border-line bg-panel px-3">
        {symbols}
        <span className="text-faint">{timeframe}</span>
        <p role="status" className="min-w-0 flex-1 truncate text-soft">
          {failed ??
            (missing ? `It reads ${missing}, which ${venue} does not have.` : wordsOf(shown, timeframe))}
        </p>
        <Walk store={store} bars={signals.bars} what={signals.what} />
      </div>
      <div className="min-h-0 flex-1">
        {error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : isLoading ? (
          <Loading rows={5} />
        ) : (
          <PreviewChart
            key={`${venue} ${symbol} ${timeframe}`}
            store={store}
            label={`${symbol} ${timeframe}`}
            candles={candles}
            decimals={decimals}
            onFocus={() => {}}
          />
        )}
      </div>
    </div>
  )
}

/** How often it fires, in a sentence. */
function wordsOf(shown: Shown | null, timeframe: PreviewSeries['timeframe']): string {
  if (!shown) return 'Computing …'
  const { time } = shown.bars.own
  const span = time.length * timeframeMs[timeframe]
  const said = shown.ran.fired.map(({ output, begins: { length } }) =>
    length < 2
      ? `${output} ${length === 0 ? 'never' : 'once'}`
      : `${output} ${count(length)}×, ${frequency(span / length)}`,
  )
  const over = `${count(time.length)} bars since ${utcDay(time[0] ?? 0)}`
  return said.length > 0 ? `${said.join(' · ')} — ${over}` : `It ranks and fires nothing — ${over}`
}

interface WalkProps {
  readonly store: PreviewStore
  readonly bars: readonly number[]
  readonly what: string
}

/** From one signal to the next. */
function Walk({ store, bars, what }: WalkProps) {
  const cursor = useCursor(store)
  if (bars.length === 0) return null
  const before = bars.findLast(bar => bar < cursor)
  const after = bars.find(bar => bar > cursor)
  const at = bars.indexOf(cursor)
  return (
    <div className="flex shrink-0 items-center gap-1">
      <IconButton
        label="Signal before"
        blocked={before === undefined && 'There is no earlier one.'}
        onClick={() => store.moveTo(before ?? null)}
      >
        <ChevronLeft size={14} />
      </IconButton>
      <span className="text-[12px] text-faint tabular-nums">
        {at < 0 ? `${bars.length} × ${what}` : `${what} ${at + 1} of ${bars.length}`}
      </span>
      <IconButton
        label="Next signal"
        blocked={after === undefined && 'There is no later one.'}
        onClick={() => store.moveTo(after ?? null)}
      >
        <ChevronRight size={14} />
      </IconButton>
    </div>
  )
}

/** The template once the choice has stood for a moment; the first at once. */
function useSettled(template: Template): Template {
  const [settled, setSettled] = useState(template)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(template), QUIET_MS)
    return () => clearTimeout(timer)
  }, [template])
  return settled
}
