'use client'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import { isTimeframe, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { ChartMark } from '../_charts/BarChart'
import { LiveState } from '../_charts/LiveState'
import { useLiveBars } from '../_charts/liveBars'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { later } from '../_ui/later'
import { Segments } from '../_ui/Segments'
import { Failed, Loading } from '../_ui/States'
import { VenueBadge } from '../_ui/VenueBadge'
import { Backfill } from './Backfill'
import { Facts } from './Facts'
import { Quality } from './Quality'
import { Stored } from './Stored'
import { useBars } from './useBars'
import { Work } from './Work'
import { FLAG_WORDS, type Flag } from './words'

// The chart's library is no part of a page that shows none.
const BarChart = later(async () => (await import('../_charts/BarChart')).BarChart)

type Series = Outputs['data']['series']

interface InstrumentViewProps {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly onTimeframe: (timeframe: Timeframe) => void
}

/** One instrument: its chart, what is stored of it, how good that is, and the means to complete it. */
export function InstrumentView({ venue, symbol, timeframe, onTimeframe }: InstrumentViewProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(
    trpc.data.series.queryOptions(
      { workspaceId: workspace.id, venue, symbol },
      { placeholderData: keepPreviousData },
    ),
  )
  const renew = useCallback(
    () => void queries.invalidateQueries({ queryKey: trpc.data.series.queryKey() }),
    [queries, trpc],
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  // a file may hold slower bars alone: its fastest are shown where those that are asked for are not there
  const has = (wanted: Timeframe) => data.series.some(each => each.timeframe === wanted && each.bars > 0)
  const shown =
    data.live || has(timeframe)
      ? timeframe
      : (data.series.find(each => each.bars > 0)?.timeframe ?? timeframe)
  return (
    <Loaded
      data={data}
      asked={{ venue, symbol, timeframe: shown }}
      onTimeframe={onTimeframe}
      onChanged={renew}
    />
  )
}

interface LoadedProps {
  readonly data: Series
  readonly asked: { readonly venue: string; readonly symbol: string; readonly timeframe: Timeframe }
  readonly onTimeframe: (timeframe: Timeframe) => void
  readonly onChanged: () => void
}

function Loaded({ data, asked, onTimeframe, onChanged }: LoadedProps) {
  const { venue, symbol, timeframe } = asked
  const { instrument, calendar, series, now, live } = data
  const [goTo, setGoTo] = useState<{ time: number } | null>(null)
  // A file has the bars it came with and slower ones; a venue can be asked for all.
  const offered = live ? series : series.filter(({ bars }) => bars > 0)
  const own = series.find(each => each.timeframe === timeframe)
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
        <h1 className="text-[15px] font-semibold">{symbol}</h1>
        <VenueBadge venue={venue} />
        <Segments
          label="Timeframe"
          value={timeframe}
          onChange={chosen => isTimeframe(chosen) && onTimeframe(chosen)}
          options={offered.map(each => ({ value: each.timeframe, label: each.timeframe }))}
        />
      </div>
      <div className="grid min-h-0 grid-cols-1 overflow-auto xl:grid-cols-[minmax(0,1fr)_340px] xl:overflow-hidden">
        <div className="flex min-h-0 min-w-0 flex-col xl:overflow-auto">
          <div className="h-[46vh] min-h-72 shrink-0 border-b border-line">
            <Chart
              key={`${venue} ${symbol} ${timeframe}`}
              asked={asked}
              decimals={instrument.decimals}
              moves={live && instrument.status === 'trading'}
              goTo={goTo}
            />
          </div>
          <Part title={`Coverage of the ${timeframe} bars`}>
            {own && own.bars === 0 && own.covered.length === 0 ? (
              <p className="text-soft">
                {data.computed
                  ? 'Nothing of it is stored: this venue computes each bar when it is asked for. Fetch bars to keep them here.'
                  : 'Nothing of it is stored yet. Fetch bars to see which days are complete.'}
              </p>
            ) : (
              <Quality
                key={timeframe}
                asked={asked}
                first={own?.first ?? null}
                until={live || own?.last == null ? now : own.last + timeframeMs[timeframe]}
                onGo={time => setGoTo({ time })}
              />
            )}
          </Part>
        </div>
        <aside
          aria-label="Instrument"
          className="flex min-h-0 flex-col border-line xl:overflow-auto xl:border-l"
        >
          {live && (
            <Part title="Fetch history">
              <Backfill
                key={timeframe}
                asked={asked}
                now={now}
                stored={(own?.covered.length ?? 0) > 0}
                onStarted={onChanged}
              />
            </Part>
          )}
          {live && (
            <Part title="Work">
              <Work venue={venue} symbol={symbol} onChanged={onChanged} />
            </Part>
          )}
          <Part title="Stored">
            <Stored series={offered} timeframe={timeframe} onTimeframe={onTimeframe} />
          </Part>
          <Part title="Instrument">
            <Facts instrument={instrument} zone={calendar.zone} live={live} />
          </Part>
        </aside>
      </div>
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="border-b border-line px-4 py-3">
    <h2 className="mb-2 font-semibold">{title}</h2>
    {children}
  </section>
)

interface ChartProps {
  readonly asked: LoadedProps['asked']
  readonly decimals: number
  /** Whether its prices move. */
  readonly moves: boolean
  readonly goTo: { readonly time: number } | null
}

function Chart({ asked, decimals, moves, goTo }: ChartProps) {
  const { candles, flags, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useBars(asked)
  const live = useLiveBars({ ...asked, enabled: moves && !isPending }, candles, () => void refetch())
  const marks = useMemo(() => marksOf(flags), [flags])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  const waiting = <div role="status" aria-label="Loading" className="skeleton m-3 h-[calc(100%-24px)]" />
  if (isPending) return waiting
  return (
    <Suspense fallback={waiting}>
      <BarChart
        label={`${asked.symbol} ${asked.timeframe}`}
        candles={live.candles}
        decimals={decimals}
        marks={marks}
        goTo={goTo}
        onOlder={() => {
          if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
        }}
        note={<LiveState venue={asked.venue} end={live} />}
      />
    </Suspense>
  )
}

/** Doubtful bars, except those whose only fault is that nobody traded: they are seen without a sign. */
function marksOf(flags: Outputs['data']['flags'] | undefined): readonly ChartMark[] {
  if (!flags) return []
  const bits = Object.entries(flags.bits) as [Flag, number][]
  return flags.time.flatMap((time, at) => {
    const names = bits.flatMap(([flag, bit]) =>
      (flags.flags[at] ?? 0) & bit && flag !== 'zeroVolume' ? [FLAG_WORDS[flag].title] : [],
    )
    return names.length > 0 ? [{ time, text: names.join(', ') }] : []
  })
}
