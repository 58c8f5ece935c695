'use client'
import type { CompileProblem } from '@/sandbox/compile/problems'
import type { Origin } from '@/sandbox/ir/program'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface RunStateProps {
  readonly store: PreviewStore
  readonly onJump: (origin: Origin) => void
}

/** How current what is shown is, and what keeps it from being so. */
export function RunState({ store, onJump }: RunStateProps) {
  const { compiled, shown, stopped } = usePreviewState(store)
  if (stopped)
    return (
      <span role="alert" className="flex min-w-0 items-center gap-2 text-[12px] text-bad">
        <span className="truncate" title={stopped}>
          {stopped}
        </span>
        <button
          type="button"
          onClick={() => store.retry()}
          className="shrink-0 rounded border border-line-strong px-1.5 text-ink hover:bg-hover"
        >
          Try again
        </button>
      </span>
    )
  if (!compiled) return <span className="text-[11px] whitespace-nowrap text-faint">Preparing …</span>
  const failed = shown?.compiled === compiled ? shown.ran.problems[0] : undefined
  if (failed) return <Failure problem={failed} onJump={onJump} />
  const isOld = shown !== null && shown.compiled.edit !== compiled.edit
  const errors = compiled.problems.filter(({ severity }) => severity === 'error').length
  if (isOld || errors > 0)
    return (
      <span role="status" className="text-[11px] whitespace-nowrap text-warn">
        {errors > 0 && `${errors} ${errors === 1 ? 'problem' : 'problems'}; `}
        {isOld ? 'values of the last text that compiled' : 'showing what is complete'}
      </span>
    )
  return (
    <span
      className="text-[11px] whitespace-nowrap text-faint tabular-nums"
      title="What compiling and running it took, in this browser"
    >
      {shown ? `${(compiled.compileMs + shown.ran.runMs).toFixed(0)} ms` : 'Waiting for bars …'}
    </span>
  )
}

/** What went wrong while it ran, with its place. */
function Failure({
  problem: { message, line, block },
  onJump,
}: {
  readonly problem: CompileProblem
  readonly onJump: (origin: Origin) => void
}) {
  const origin: Origin | null =
    block !== undefined
      ? { kind: 'block', block }
      : line !== undefined
        ? { kind: 'code', line, column: 1 }
        : null
  return (
    <span role="alert" className="min-w-0 text-[12px] text-bad">
      <button
        type="button"
        disabled={origin === null}
        onClick={() => origin && onJump(origin)}
        title={origin ? `${message} Click to go there.` : message}
        className="block max-w-full truncate underline-offset-2 enabled:hover:underline"
      >
        {message}
      </button>
    </span>
  )
}
