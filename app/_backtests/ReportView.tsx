'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { later } from '../_ui/later'
import { useSay } from '../_ui/Toasts'
import { BacktestMenu } from './BacktestMenu'
import { type Backtest, type Finished, isFinished } from './backtest'
import { partsOf, type ReportPart } from './parts'
import { ReportBody } from './ReportBody'
import { ReportHead } from './ReportHead'
import { Unfinished } from './Unfinished'
import './print.css'

const Compare = later(async () => (await import('./Compare')).Compare)

/** Only runs of an account are held beside each other. */
const tabsOf = (backtest: Finished): readonly ReportPart<Finished>[] => [
  ...partsOf(backtest),
  ...(backtest.settings.mode === 'events'
    ? []
    : [{ value: 'compare', label: 'Compare', Body: Compare } as const]),
]

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
        <ReportHead
          backtest={backtest}
          strategy={
            <Link
              href={href(`strategies/${backtest.strategy.id}`)}
              title="The strategy that was tested"
              className="truncate text-soft hover:text-ink"
            >
              {backtest.strategy.name} <span className="text-faint">version {backtest.version.number}</span>
            </Link>
          }
        />
        <span className="flex-1" />
        <span className="print:hidden">
          <BacktestMenu
            backtest={backtest}
            isDone={backtest.state === 'done'}
            onAgain={again}
            onChanged={onChanged}
          />
        </span>
      </div>
      {isFinished(backtest) ? (
        <ReportBody<Finished> backtest={backtest} tabs={tabsOf(backtest)} />
      ) : (
        <Unfinished backtest={backtest} onAgain={again} againBusy={isPending} />
      )}
    </div>
  )
}
