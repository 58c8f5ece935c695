'use client'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useDeferredValue, useEffect, useState } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Program } from '@/sandbox/ir/program'
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { useBlocked, useHere } from '../../_session/workspace'
import { type Outputs, useTRPC, useTRPCClient } from '../../_trpc/client'
import { APART } from '../../_trpc/links'
import { count, number, utc } from '../../_ui/numbers'
import { explain } from '../../_ui/problem'
import { Select } from '../../_ui/Select'
import { CostMeter } from './CostMeter'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface MatchesStripProps {
  readonly store: PreviewStore
  readonly document: Document
  readonly venue: string
  readonly timeframe: Timeframe
  /** The universe that was chosen; all of the venue when undefined or gone. */
  readonly universeId: string | undefined
  readonly onUniverse: (universe: string) => void
  /** Looks at a symbol in the chart. */
  readonly onSymbol: (symbol: string) => void
}

/** Whoever still writes has no use for what the half of it matches. */
const QUIET_MS = 900
const ALL = 'all'

/** What the draft matches now, how often it fired in what is loaded, and what it costs. */
export function MatchesStrip({
  store,
  document,
  venue,
  timeframe,
  universeId,
  onUniverse,
  onSymbol,
}: MatchesStripProps) {
  const { workspace } = useHere()
  const blocked = useBlocked('strategy:run')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { compiled, shown } = usePreviewState(store)
  const { data: universes = [] } = useQuery(
    trpc.universes.list.queryOptions({ workspaceId: workspace.id }, { staleTime: 60_000 }),
  )
  const ofVenue = universes.filter(each => each.venue === venue)
  const chosen = ofVenue.find(({ id }) => id === universeId)
  const settled = useQuiet(
    useDeferredValue(JSON.stringify([document.kind, document.document, document.params])),
  )
  const { data, error, isFetching } = useQuery({
    queryKey: ['previews.matches', workspace.id, venue, timeframe, chosen?.id ?? ALL, settled],
    // the newest question alone is answered: an older one is hung up on
    queryFn: ({ signal }) =>
      client.previews.matches.mutate(
        {
          workspaceId: workspace.id,
          kind: document.kind,
          document: document.document,
          ...(document.params && { params: { ...document.params } }),
          venue,
          timeframe,
          ...(chosen && { universe: chosen.universe }),
        },
        { signal, ...APART },
      ),
    enabled: blocked === null && compiled?.ok === true && settled !== null,
    staleTime: timeframeMs[timeframe],
    refetchInterval: timeframeMs[timeframe],
    placeholderData: before => before,
    retry: false,
  })
  return (
    <section
      aria-label="Matches now"
      className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-t border-line bg-panel px-3 text-[12px] whitespace-nowrap text-soft"
    >
      <Select
        label="Universe"
        className="h-6! w-36! shrink-0 py-0! text-[12px]!"
        value={chosen?.id ?? ALL}
        onChange={onUniverse}
        options={[
          { value: ALL, label: `all of ${venue}` },
          ...ofVenue.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Now
        ranksOnly={compiled?.program ? isRanking(compiled.program) : false}
        data={data}
        error={error}
        blocked={blocked}
        isFetching={isFetching}
        onSymbol={onSymbol}
      />
      <FiredCount fired={shown?.ran.fired ?? []} bars={shown?.ran.rows ?? 0} />
      <CostMeter
        store={store}
        matches={data}
        universe={chosen?.name ?? `All of ${venue}`}
        timeframe={timeframe}
      />
    </section>
  )
}

type Matches = Outputs['previews']['matches']

/** Whether a program scores symbols and keeps none. */
const isRanking = ({ outputs }: Program): boolean =>
  outputs.score !== undefined && outputs.filter === undefined && outputs.long === undefined

interface NowProps {
  readonly ranksOnly: boolean
  readonly data: Matches | undefined
  readonly error: Error | null
  readonly blocked: string | null
  readonly isFetching: boolean
  readonly onSymbol: (symbol: string) => void
}

const MOST_NAMED = 12

function Now({ ranksOnly, data, error, blocked, isFetching, onSymbol }: NowProps) {
  if (blocked) return <span className="min-w-0 flex-1 truncate text-faint">Matches now: {blocked}</span>
  if (error) return <span className="min-w-0 flex-1 truncate text-warn">{explain(error).sentence}</span>
  if (!data) return <span className="flex-1 text-faint">{isFetching ? 'Screening …' : 'No matches yet'}</span>
  if (ranksOnly)
    return (
      <span role="status" className="min-w-0 flex-1 truncate">
        A score alone keeps no symbol. Connect a condition to Filter to rank what it keeps.
      </span>
    )
  return (
    <span className={clsx('flex min-w-0 flex-1 items-center gap-2', isFetching && 'opacity-60')}>
      <span role="status" title={`At the close of ${utc(data.barTime)} UTC`}>
        <b className="font-semibold text-ink">{count(data.matched)}</b> of {count(data.judged)} match now
        {data.looked < data.listed && ` (the first ${count(data.looked)} of ${count(data.listed)})`}
      </span>
      <span className="flex min-w-0 gap-1 overflow-hidden">
        {data.rows.slice(0, MOST_NAMED).map(({ symbol, score }) => (
          <button
            key={symbol}
            type="button"
            title={score === null ? `Show ${symbol}` : `Show ${symbol}; score ${number(score)}`}
            onClick={() => onSymbol(symbol)}
            className="rounded border border-line px-1.5 hover:bg-hover hover:text-ink"
          >
            {symbol}
          </button>
        ))}
      </span>
    </span>
  )
}

const FiredCount = ({
  fired,
  bars,
}: {
  fired: readonly { output: string; count: number; begins: Int32Array }[]
  bars: number
}) => (
  <span className="flex gap-2">
    {fired.map(({ output, count: times, begins }) => (
      <span
        key={output}
        title={`${output} is true on ${count(times)} of ${count(bars)} bars, in ${count(begins.length)} stretches`}
      >
        {output} <b className="font-semibold text-ink tabular-nums">{count(begins.length)}×</b>
      </span>
    ))}
  </span>
)

/** The value once it has been the same for a while; null until then. */
function useQuiet(value: string): string | null {
  const [quiet, setQuiet] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), QUIET_MS)
    return () => clearTimeout(timer)
  }, [value])
  return quiet === value ? quiet : null
}
