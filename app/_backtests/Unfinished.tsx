'use client'
import { useMutation } from '@tanstack/react-query'
import { AlertTriangle, Ban, RotateCw, Timer } from 'lucide-react'
import { useMovingJobs } from '../_runs/moving'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { Progress } from '../_ui/Progress'
import { Empty } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import type { Backtest } from './backtest'

interface UnfinishedProps {
  readonly backtest: Backtest
  readonly onAgain: () => void
  readonly againBusy: boolean
}

/** A backtest that runs, waits, failed or was stopped. */
export function Unfinished({ backtest, onAgain, againBusy }: UnfinishedProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const say = useSay()
  const moving = useMovingJobs()
  const mayRun = useBlocked('strategy:run')
  const mayCancel = useBlocked('job:cancel')
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onError: error => say.failed('The backtest goes on', error) }),
  )
  const { job, state } = backtest
  const again = (
    <Button look="primary" icon={<RotateCw size={14} />} blocked={mayRun} busy={againBusy} onClick={onAgain}>
      Try again
    </Button>
  )
  if (state === 'failed')
    return (
      <Empty icon={<AlertTriangle size={18} />} title="It could not be run" actions={again}>
        <span role="alert">{job?.problem?.message ?? 'It stopped for a reason that was not kept.'}</span>
      </Empty>
    )
  if (state === 'cancelled' || !job)
    return (
      <Empty icon={<Ban size={18} />} title="It was cancelled" actions={again}>
        Nothing of it was kept.
      </Empty>
    )
  const now = moving.get(job.id)
  return (
    <Empty
      icon={<Timer size={18} />}
      title={state === 'queued' && !now?.progress ? 'Waiting for a free worker' : 'Running'}
      actions={
        <Button
          blocked={mayCancel}
          busy={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate({ workspaceId: workspace.id, jobId: job.id })}
        >
          {cancel.isSuccess ? 'Stopping …' : 'Cancel'}
        </Button>
      }
    >
      <div className="w-96 max-w-full">
        <Progress label={backtest.name} value={now?.progress ?? job.progress} />
        <p className="mt-1 h-5 truncate text-faint">{now?.stage ?? job.stage}</p>
      </div>
    </Empty>
  )
}
