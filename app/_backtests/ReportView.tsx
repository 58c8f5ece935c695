'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { count } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import { Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { VenueBadge } from '../_ui/VenueBadge'
import { BacktestMenu } from './BacktestMenu'
import { type Backtest, type Finished, isFinished } from './backtest'
import { KeyNumbers } from './KeyNumbers'
import { Overview } from './Overview'
import { Unfinished } from './Unfinished'
import { dayOf } from './values'
import './print.css'

const Trades = lazy(async () => ({ default: (await import('./Trades')).Trades }))
const Analysis = lazy(async () => ({ default: (await import('./Analysis')).Analysis }))
const Statistics = lazy(async () => ({ default: (await import('./Statistics')).Statistics }))
const Assumptions = lazy(async () => ({ default: (await import('./Assumptions')).Assumptions }))
const Compare = lazy(async () => ({ default: (await import('./Compare')).Compare }))

const TABS = [
  { value: 'overview', label: 'Overview', Body: Overview },
  { value: 'trades', label: 'Trades', Body: Trades },
  { value: 'analysis', label: 'Analysis', Body: Analysis },
  { value: 'statistics', label: 'Statistics', Body: Statistics },
  { value: 'assumptions', label: 'Assumptions', Body: Assumptions },
  { value: 'compare', label: 'Compare', Body: Compare },
] as const

interface ReportViewProps {
  readonly backtest: Backtest
  readonly onChanged: () => void
}

/** One backtest: what was asked, and what came of it as soon as there is something. */
export function ReportView({ backtest, onChanged }: ReportViewProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const say = useSay()
  const { mutate, isPending } = useMutation(
    useTRPC().backtests.again.mutationOptions({
      onSuccess: ({ id }) => {
        if (id === backtest.id) onChanged()
        else router.push(href(`backtests/${id}`))
      },
      onError: error => say.failed('It was not started', error),
    }),
  )
  const again = useCallback(
    () => mutate({ workspaceId: workspace.id, backtestId: backtest.id }),
    [mutate, workspace.id, backtest.id],
  )
  return (
    <div className="report flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel px-4 py-2">
        <h1 className="max-w-96 truncate text-[15px] font-semibold" title={backtest.name}>
          {backtest.name}
        </h1>
        <VenueBadge venue={backtest.venue} />
        <Badge>{backtest.timeframe}</Badge>
        <Link
          href={href(`strategies/${backtest.strategy.id}`)}
          title="The strategy that was tested"
          className="truncate text-soft hover:text-ink"
        >
          {backtest.strategy.name} <span className="text-faint">version {backtest.version.number}</span>
        </Link>
        <span className="text-faint tabular-nums">
          {dayOf(backtest.from)} – {dayOf(backtest.to)}
          {backtest.summary &&
            `, ${count(backtest.summary.bars)} bars of ${
              backtest.summary.symbols === 1
                ? (backtest.report?.symbols[0] ?? 'one symbol')
                : `${count(backtest.summary.symbols)} symbols`
            }`}
        </span>
        <span className="flex-1" />
        <span className="print:hidden">
          <BacktestMenu backtest={backtest} onAgain={again} onChanged={onChanged} />
        </span>
      </div>
      {isFinished(backtest) ? (
        <Result backtest={backtest} />
      ) : (
        <Unfinished backtest={backtest} onAgain={again} againBusy={isPending} />
      )}
    </div>
  )
}

function Result({ backtest }: { backtest: Finished }) {
  const { workspace } = useHere()
  const search = useSearchParams()
  const router = useRouter()
  const { data: guide } = useQuery(
    useTRPC().backtests.metrics.queryOptions(
      { workspaceId: workspace.id },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const metrics = useMemo(
    () =>
      new Map(guide?.families.flatMap(family => family.metrics.map(metric => [metric.id, metric] as const))),
    [guide],
  )
  const asked = search.get('tab')
  const { value, Body } = TABS.find(each => each.value === asked) ?? TABS[0]
  const { bias } = backtest.report
  return (
    <>
      {bias?.prefix.kind === 'peeks' && (
        <p role="alert" className="border-b border-bad/40 bg-bad-wash px-4 py-2 text-bad">
          {bias.says[0]}
        </p>
      )}
      <KeyNumbers report={backtest.report} trades={backtest.summary?.trades ?? 0} metrics={metrics} />
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 print:hidden">
        <Segments
          label="Part of the report"
          options={TABS.map(tab =>
            tab.value === 'trades' && backtest.summary
              ? { ...tab, note: count(backtest.summary.trades) }
              : tab,
          )}
          value={value}
          onChange={tab => router.replace(`?tab=${tab}`, { scroll: false })}
        />
      </div>
      <div className="report-body min-h-0 flex-1 overflow-auto">
        <Suspense fallback={<Loading rows={10} />}>
          <Body backtest={backtest} />
        </Suspense>
      </div>
    </>
  )
}
