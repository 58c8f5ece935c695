'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isOver, useMovingJobs } from '../_runs/moving'
import { StateBadge } from '../_runs/StateBadge'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Progress } from '../_ui/Progress'
import { Failed } from '../_ui/States'
import { useSay } from '../_ui/Toasts'

interface WorkProps {
  readonly venue: string
  readonly symbol: string
  /** Something was stored or is over: what is shown of the bars is old. */
  readonly onChanged: () => void
}

/** What is being done for the instrument's bars, and what was. */
export function Work({ venue, symbol, onChanged }: WorkProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const mayCancel = useBlocked('job:cancel')
  const moving = useMovingJobs()
  const { data, error, refetch } = useQuery(
    trpc.data.jobs.queryOptions({ workspaceId: workspace.id, venue, symbol }, { staleTime: 5_000 }),
  )
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onError: failure => say.failed('It goes on', failure) }),
  )
  const active = (data ?? []).filter(job => !isOver(job))
  // One that was in the list and moves no more is over.
  const gone = active.some(job => !moving.has(job.id)) && active.length > 0
  const steps = active.map(job => Math.floor((moving.get(job.id)?.progress ?? job.progress) * 10)).join()
  const changed = useRef(onChanged)
  changed.current = onChanged
  const before = useRef('')
  useEffect(() => {
    if (steps === before.current) return
    before.current = steps
    changed.current()
  }, [steps])
  useEffect(() => {
    if (!gone) return
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: trpc.data.jobs.queryKey() }),
      300,
    )
    return () => clearTimeout(timer)
  }, [gone, queries, trpc])

  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <div role="status" aria-label="Loading" className="skeleton h-16" />
  if (data.length === 0) return <p className="text-faint">Nothing was fetched or repaired yet.</p>
  return (
    <ul aria-label="Work on these bars" className="flex flex-col">
      {data.map(job => {
        const now = { ...job, ...moving.get(job.id) }
        return (
          <li key={job.id} className="flex flex-col gap-1 border-b border-line/60 py-2">
            <div className="flex items-center gap-2">
              <StateBadge state={now.state} />
              <span className="min-w-0 flex-1 truncate" title={job.title}>
                {job.title}
              </span>
              <span className="shrink-0 text-[12px] text-faint">
                <Ago at={job.createdAt} />
              </span>
            </div>
            {isOver(now) ? (
              <p className={job.problem ? 'text-bad' : 'text-faint'}>{job.problem?.message ?? now.stage}</p>
            ) : (
              <>
                <Progress
                  label={job.title}
                  value={now.progress}
                  onCancel={
                    mayCancel ? undefined : () => cancel.mutate({ workspaceId: workspace.id, jobId: job.id })
                  }
                />
                <p className="text-[12px] text-faint tabular-nums">{now.stage}</p>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
