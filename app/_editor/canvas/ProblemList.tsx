'use client'
import { CircleCheck } from 'lucide-react'
import { type KeyboardEvent, useMemo } from 'react'
import { placesIn, problemsInOrder } from '../model/problemOrder'
import { useScene, useSession, useSessionState } from './context'
import { ProblemIcon } from './ProblemIcon'
import { remedyOf } from './remedy'

/** Everything the compiler says, errors first, each with what to do. A click, or Enter, goes to the block or field. */
export function ProblemList() {
  const session = useSession()
  const { graph } = useScene()
  const told = useSessionState(state => state.problems)
  const problems = useMemo(() => problemsInOrder(told), [told])
  if (problems.length === 0)
    return (
      <p className="flex items-center gap-2 p-3 text-[12px] text-good">
        <CircleCheck size={14} /> Nothing is wrong.
      </p>
    )
  return (
    <ul aria-label="Problems" className="py-1 text-[12px]" onKeyDown={stepped}>
      {problems.map(problem => {
        const { severity, code, message, block, port } = problem
        return (
          <li key={`${block} ${port} ${code} ${message}`}>
            <button
              type="button"
              aria-disabled={block === undefined}
              onClick={() => block !== undefined && session.goTo(block, port)}
              className="flex w-full items-start gap-2 px-3 py-1 text-left hover:bg-hover focus-visible:bg-hover aria-disabled:cursor-default"
            >
              <ProblemIcon severity={severity} />
              <span className="min-w-0 flex-1">
                {message}
                <span className="block text-[11px] text-faint">{remedyOf(problem)}</span>
              </span>
              <span className="max-w-[40%] shrink-0 truncate text-faint">
                {block === undefined
                  ? 'the strategy'
                  : [...placesIn(graph, block), port].filter(Boolean).join(' › ')}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** Arrow keys walk the list, Home and End go to its ends. */
function stepped(event: KeyboardEvent<HTMLUListElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = rows.indexOf(document.activeElement as HTMLElement) // -1 where none has it
  const step = STEPS[event.key]
  const next =
    step !== undefined ? at + step : event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : null
  if (next === null) return
  event.preventDefault()
  rows[next]?.focus()
}
