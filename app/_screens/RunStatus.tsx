import type { ReactNode } from 'react'
import { count, utc, utcLong } from '../_ui/numbers'
import { Progress } from '../_ui/Progress'
import type { RunState } from './live'

interface RunStatusProps {
  readonly run: RunState
  readonly badge?: ReactNode
  readonly onCancel?: (() => void) | undefined
  /** Controls of the screen, at the end of the line. */
  readonly tools?: ReactNode
}

/** Which bar was judged, how far that is, and what came of it. */
export function RunStatus({ run, badge, onCancel, tools }: RunStatusProps) {
  const active = run.state === 'queued' || run.state === 'running'
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-panel px-4 py-1.5">
      {badge}
      <span className="text-soft" title={`Open of the bar: ${utcLong(run.barTime)}`}>
        Bar of <span className="text-ink tabular-nums">{utc(run.barTime)}</span> UTC
      </span>
      <span className="text-soft tabular-nums">
        {count(run.matches)} of {count(run.symbols)} match
      </span>
      {active && (
        <div className="w-64 max-w-full">
          <Progress label="Screening" value={run.progress} stage={run.stage} onCancel={onCancel} />
        </div>
      )}
      {run.state === 'failed' && (
        <span role="alert" className="min-w-0 truncate text-bad" title={run.problem?.message}>
          {run.problem?.message ?? 'This run failed.'}
        </span>
      )}
      {run.state === 'cancelled' && (
        <span className="text-warn">Cancelled. The rows that were ready are kept.</span>
      )}
      {tools && <div className="ml-auto flex items-center gap-1">{tools}</div>}
    </div>
  )
}
