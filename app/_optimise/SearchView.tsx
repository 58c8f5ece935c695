'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { AlertTriangle, Hourglass, MousePointerClick } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { dayOf } from '../_backtests/values'
import { StateBadge } from '../_runs/StateBadge'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { count, lasted } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import { Segments } from '../_ui/Segments'
import { Empty } from '../_ui/States'
import { VenueBadge } from '../_ui/VenueBadge'
import { Controls } from './Controls'
import { LuckNote } from './LuckNote'
import { MapView } from './MapView'
import { metricOf, type Optimisation, written } from './metrics'
import { SearchMenu } from './SearchMenu'
import { TrialCard } from './TrialCard'
import { TrialTable } from './TrialTable'
import { useFollow } from './useFollow'
import { WalkForwardView } from './WalkForwardView'

interface SearchViewProps {
  readonly optimisation: Optimisation
  readonly onChanged: () => void
}

const isActive = ({ state }: Optimisation): boolean =>
  state === 'queued' || state === 'running' || state === 'stopping'

/** One search: how far it is, and what it has found so far or at all. */
export function SearchView({ optimisation, onChanged }: SearchViewProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const href = useHref()
  const active = isActive(optimisation)
  const now = useFollow(active ? (optimisation.job?.id ?? null) : null, onChanged)
  const part = `${optimisation.state} ${optimisation.doneTrials}`
  const shown = useRef(part)
  useEffect(() => {
    if (shown.current === part) return
    shown.current = part
    for (const key of [
      trpc.optimise.trials.queryKey(),
      trpc.optimise.heatMap.queryKey(),
      trpc.optimise.trial.queryKey(),
    ])
      void queries.invalidateQueries({ queryKey: key })
  }, [part, queries, trpc])
  const { name, venue, timeframe, strategy, version, from, to, state, job, doneTrials, trials } = optimisation
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-2">
        <h1 className="max-w-96 truncate text-[15px] font-semibold" title={name}>
          {name}
        </h1>
        <StateBadge state={state} />
        <VenueBadge venue={venue} />
        <Badge>{timeframe}</Badge>
        <Link
          href={href(`strategies/${strategy.id}`)}
          title="The strategy that is searched"
          className="truncate text-soft hover:text-ink"
        >
          {strategy.name} <span className="text-faint">version {version.number}</span>
        </Link>
        <span className="text-faint tabular-nums">
          {dayOf(from)} – {dayOf(to)}, {count(trials)} trials
          {optimisation.tookMs > 0 && `, ${lasted(optimisation.tookMs)}`}
        </span>
        <span className="flex-1" />
        <Controls optimisation={optimisation} onChanged={onChanged} />
        <SearchMenu optimisation={optimisation} onChanged={onChanged} />
      </div>
      {active && (
        <div className="flex items-center gap-4 border-b border-line px-4 py-1.5">
          <div className="w-64">
            <Progress label={name} value={now?.progress ?? job?.progress ?? doneTrials / trials} />
          </div>
          <span role="status" className="truncate text-[12px] text-soft tabular-nums">
            {state === 'queued' ? 'Waiting for a free worker' : (now?.stage ?? job?.stage)}
          </span>
          <Best optimisation={optimisation} />
        </div>
      )}
      {!active && state !== 'done' && <Stopped optimisation={optimisation} />}
      {doneTrials > 0 && <LuckNote optimisation={optimisation} />}
      {doneTrials > 0 ? (
        <Body optimisation={optimisation} isActive={active} />
      ) : active ? (
        <Empty icon={<Hourglass size={18} />} title="No trial is done yet">
          Bars are loaded first; then the trials come here, the best of them on top.
        </Empty>
      ) : (
        <Empty icon={<AlertTriangle size={18} />} title="Nothing was tried">
          {job?.problem?.message ?? 'It was stopped before its first trial was done.'}
        </Empty>
      )}
    </div>
  )
}

function Best({ optimisation: { best, choosing } }: { readonly optimisation: Optimisation }) {
  if (!best) return null
  const metric = metricOf(choosing.metric)
  return (
    <span className="text-[12px] text-soft tabular-nums">
      best {metric.title} so far <span className="font-medium text-ink">{written(metric, best.value)}</span>,
      trial {best.trial + 1}
    </span>
  )
}

/** Why it does not go on, and that what is shown is a part. */
function Stopped({
  optimisation: { state, job, doneTrials, trials },
}: {
  readonly optimisation: Optimisation
}) {
  const part = `${count(doneTrials)} of ${count(trials)} trials are done`
  if (state === 'failed')
    return (
      <p role="alert" className="border-b border-bad/40 bg-bad-wash px-4 py-1.5 text-bad">
        {job?.problem?.message ?? 'It stopped for a reason that was not kept.'} {part}.
      </p>
    )
  return (
    <p role="status" className="border-b border-line bg-hover px-4 py-1.5 text-soft">
      {state === 'paused'
        ? `Paused. ${part}, and it goes on from there.`
        : `Cancelled. ${part}; they stay here.`}
    </p>
  )
}

type Tab = 'walk' | 'map' | 'trials'

function Body({ optimisation, isActive: active }: { optimisation: Optimisation; isActive: boolean }) {
  const search = useSearchParams()
  const router = useRouter()
  const { outcome, axes } = optimisation
  const walk = outcome?.walkForward ?? null
  // of a walk-forward what would be traded next: the last window's choice
  const last = walk?.windows.at(-1)?.chosen?.trial
  const first = last ?? outcome?.plateau?.trial ?? outcome?.peak?.trial ?? optimisation.best?.trial ?? null
  const [picked, setPicked] = useState<number | null>(null)
  const tabs: readonly { readonly value: Tab; readonly label: string }[] = [
    ...(walk ? [{ value: 'walk' as const, label: 'Walk-forward' }] : []),
    { value: 'map', label: axes.length === 1 ? 'Curve' : 'Map' },
    { value: 'trials', label: 'Trials' },
  ]
  const asked = search.get('tab')
  const tab =
    tabs.find(({ value }) => value === asked)?.value ?? (active ? 'trials' : (tabs[0]?.value ?? 'map'))
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_280px] max-lg:grid-cols-[minmax(0,1fr)] max-lg:grid-rows-[minmax(22rem,1fr)_auto] max-lg:overflow-auto">
      <div className="flex min-h-0 min-w-0 flex-col">
        <div className="border-b border-line px-3 py-1.5">
          <div className="flex">
            <Segments
              label="Part of the result"
              options={tabs}
              value={tab}
              onChange={next => router.replace(`?tab=${next}`, { scroll: false })}
            />
          </div>
        </div>
        <div className="min-h-0 flex-1 overflow-auto">
          {tab === 'walk' && walk ? (
            <WalkForwardView optimisation={optimisation} result={walk} onPick={setPicked} />
          ) : tab === 'map' ? (
            <MapView optimisation={optimisation} onPick={setPicked} />
          ) : (
            <TrialTable optimisation={optimisation} isActive={active} onPick={setPicked} />
          )}
        </div>
      </div>
      <aside
        aria-label="The chosen trial"
        className="min-h-0 overflow-auto border-l border-line bg-panel max-lg:border-t max-lg:border-l-0"
      >
        <Chosen optimisation={optimisation} trial={picked ?? first} />
      </aside>
    </div>
  )
}

function Chosen({ optimisation, trial }: { optimisation: Optimisation; trial: number | null }) {
  const { workspace } = useHere()
  const { data } = useQuery(
    useTRPC().optimise.trial.queryOptions(
      { workspaceId: workspace.id, optimisationId: optimisation.id, trial: trial ?? 0 },
      { enabled: trial !== null },
    ),
  )
  const { outcome } = optimisation
  if (trial === null || !data)
    return (
      <Empty icon={<MousePointerClick size={18} />} title="No trial chosen">
        Choose a place of the map or a row of the table to see its numbers here.
      </Empty>
    )
  const isPeak = outcome?.peak?.trial === trial
  const isPlateau = outcome?.plateau?.trial === trial
  return (
    <TrialCard
      optimisation={optimisation}
      row={data.row}
      stats={data.stats}
      rank={isPeak && isPlateau ? 'both' : isPeak ? 'peak' : isPlateau ? 'plateau' : null}
    />
  )
}
