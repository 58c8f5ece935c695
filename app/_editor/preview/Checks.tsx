'use client'
import clsx from 'clsx'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { Origin } from '@/sandbox/ir/program'
import { number } from '../../_ui/numbers'
import type { Labels } from './labels'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface ChecksProps {
  readonly store: PreviewStore
  /** What people call a block, where its id says little. */
  readonly labels?: Labels
  /** Brings a block or line into view. */
  readonly onJump: (origin: Origin) => void
}

/** Whether the rule sees the future, and whether it forgets where history began: asked anew after every edit. */
export function Checks({ store, labels, onJump }: ChecksProps) {
  const { shown, checked, compiled } = usePreviewState(store)
  const problems = shown?.ran.problems ?? []
  const bias = checked?.bias
  return (
    <div className="flex flex-col gap-2 p-3 text-[12px]">
      {problems.map(({ message, line, block }) => (
        <p key={message} role="alert" className="flex gap-1.5 text-bad">
          <TriangleAlert size={14} className="mt-0.5 shrink-0" />
          <span>
            {message}
            {line !== undefined && ` Line ${line}.`}
            {block !== undefined && ` Block ${block}.`}
          </span>
        </p>
      ))}
      {!bias ? (
        <p className="text-faint">
          {compiled?.ok ? 'Checking …' : 'The checks run when the document compiles.'}
        </p>
      ) : (
        <ul aria-label="Checks" className="flex flex-col gap-2">
          <Verdict sentence={bias.says[0] ?? ''} good={bias.prefix.kind !== 'peeks'} />
          <Verdict
            sentence={bias.says[1] ?? ''}
            good={bias.start.kind === 'settles' || bias.start.kind === 'untested'}
          />
        </ul>
      )}
      {checked && checked.guilty.length > 0 && (
        <ul aria-label="Where it comes from" className="flex flex-wrap gap-1">
          {originsOf(checked.guilty).map(origin => (
            <li key={placeOf(origin)}>
              <button
                type="button"
                onClick={() => onJump(origin)}
                className="rounded border border-warn/40 px-1.5 py-0.5 text-warn hover:bg-hover"
              >
                {shownPlace(origin, labels)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {checked && Number.isFinite(checked.microsPerBar) && (
        <p className="text-faint">One bar of one symbol takes {number(checked.microsPerBar)} µs here.</p>
      )}
    </div>
  )
}

const Verdict = ({ sentence, good }: { sentence: string; good: boolean }) => (
  <li className={clsx('flex gap-1.5', good ? 'text-soft' : 'text-warn')}>
    {good ? (
      <CircleCheck size={14} className="mt-0.5 shrink-0 text-good" />
    ) : (
      <TriangleAlert size={14} className="mt-0.5 shrink-0" />
    )}
    {sentence}
  </li>
)

const placeOf = (origin: Origin): string =>
  origin.kind === 'block' ? `block ${origin.block}` : `line ${origin.line}`

/** As the author knows the place. */
const shownPlace = (origin: Origin, labels: ChecksProps['labels']): string =>
  origin.kind === 'block' ? (labels?.get(origin.block) ?? `block ${origin.block}`) : placeOf(origin)

const originsOf = (origins: readonly Origin[]): Origin[] => [
  ...new Map(origins.map(origin => [placeOf(origin), origin])).values(),
]
