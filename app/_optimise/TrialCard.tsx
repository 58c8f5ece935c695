'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { GitCommitVertical, History } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ParamValue } from '@/sandbox/ir/program'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { useSay } from '../_ui/Toasts'
import { metricOf, type Optimisation, TRIAL_METRICS, type TrialRow, written } from './metrics'

interface TrialCardProps {
  readonly optimisation: Optimisation
  readonly row: TrialRow
  /** What it is among the others. */
  readonly rank: 'peak' | 'plateau' | 'both' | null
  readonly stats: readonly string[]
}

const RANKS = {
  peak: 'The best trial. A peak among worse neighbours is often luck: look at the map around it.',
  plateau: 'The best neighbourhood: it stays good when its values move a little.',
  both: 'The best trial, and the best neighbourhood as well.',
} as const

/** One trial with its numbers, and what can be made of it. */
export function TrialCard({ optimisation, row, rank, stats }: TrialCardProps) {
  const { axes, choosing, walkForward, outcome } = optimisation
  const isNext = outcome?.walkForward?.windows.at(-1)?.chosen?.trial === row.number
  const metric = metricOf(choosing.metric)
  return (
    <section aria-label={`Trial ${row.number + 1}`} className="flex flex-col gap-3 p-3">
      <div>
        <h3 className="font-semibold">Trial {row.number + 1}</h3>
        {rank && <p className="mt-0.5 text-[12px] text-soft">{RANKS[rank]}</p>}
        {walkForward && (
          <p className="mt-0.5 text-[12px] text-soft">
            {isNext && 'The last window’s choice: what would be traded next. '}
            Medians over the stretches the windows chose on.
          </p>
        )}
        {row.why && <p className="mt-0.5 text-[12px] text-warn">{row.why}</p>}
      </div>
      <Values pairs={axes.map(({ name }, at) => [name, row.params[at] ?? ''])} />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-0.5 border-t border-line pt-2 text-[12px]">
        {TRIAL_METRICS.map(each => (
          <div key={each.id} className="contents">
            <dt className={each.id === metric.id ? 'text-ink' : 'text-faint'}>{each.title}</dt>
            <dd className="text-right tabular-nums">{written(each, row.stats[stats.indexOf(each.id)])}</dd>
          </div>
        ))}
        <dt className="text-faint">{metric.title}, neighbours</dt>
        <dd className="text-right tabular-nums">{written(metric, row.median)}</dd>
      </dl>
      <TrialActions optimisation={optimisation} trial={row.number} params={row.params} />
    </section>
  )
}

export const Values = ({ pairs }: { readonly pairs: readonly (readonly [string, ParamValue])[] }) => (
  <dl className="flex flex-wrap gap-x-4 gap-y-1">
    {pairs.map(([name, value]) => (
      <div key={name}>
        <dt className="text-[11px] text-faint">{name}</dt>
        <dd className="text-[15px] font-semibold tabular-nums">{String(value)}</dd>
      </div>
    ))}
  </dl>
)

interface ActionsProps {
  readonly optimisation: Optimisation
  readonly trial: number
  readonly params: readonly ParamValue[]
}

export function TrialActions({ optimisation, trial, params }: ActionsProps) {
  const { id, strategy, axes } = optimisation
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const mayEdit = useBlocked('strategy:edit')
  const mayRun = useBlocked('strategy:run')
  const [asking, setAsking] = useState(false)
  const asked = { workspaceId: workspace.id, optimisationId: id, trial }
  const adopt = useMutation(
    trpc.optimise.adopt.mutationOptions({
      onSuccess: async ({ version, saved }) => {
        setAsking(false)
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
        ])
        say.done(
          saved ? `Version ${version} of ${strategy.name} has these values` : 'They are its defaults already',
        )
      },
      onError: error => {
        setAsking(false)
        say.failed('No version was made', error)
      },
    }),
  )
  const backtest = useMutation(
    trpc.optimise.backtest.mutationOptions({
      onSuccess: made => router.push(href(`backtests/${made.id}`)),
      onError: error => say.failed('It was not started', error),
    }),
  )
  const told = axes.map(({ name }, at) => `${name} ${params[at]}`).join(', ')
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        look="primary"
        icon={<GitCommitVertical size={14} />}
        blocked={mayEdit}
        onClick={() => setAsking(true)}
      >
        Make it a version
      </Button>
      <Button
        icon={<History size={14} />}
        blocked={mayRun}
        busy={backtest.isPending}
        onClick={() => backtest.mutate(asked)}
      >
        Backtest this
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Make it a version"
        about={`${strategy.name} gets a new version whose defaults are ${told}. Nothing else of it changes, and the versions before stay as they are.`}
        action="Make the version"
        look="primary"
        keep="Not now"
        busy={adopt.isPending}
        onConfirm={() => adopt.mutate(asked)}
      />
    </div>
  )
}
