'use client'
import clsx from 'clsx'
import { AlertTriangle, CircleCheck } from 'lucide-react'
import { PROBLEM_CODES } from '@/sandbox/compile/problems'
import { titleOf } from '../model/titles'
import { useScene, useSession, useSessionState } from './context'

/** Everything the compiler says, each with what to do; a click goes to the block. */
export function ProblemList() {
  const session = useSession()
  const { graph } = useScene()
  const problems = useSessionState(state => state.problems)
  if (problems.length === 0)
    return (
      <p className="flex items-center gap-2 p-3 text-[12px] text-good">
        <CircleCheck size={14} /> Nothing is wrong.
      </p>
    )
  return (
    <ul aria-label="Problems" className="py-1 text-[12px]">
      {problems.map(problem => {
        const block = problem.block === undefined ? undefined : graph.blocks.get(problem.block.split('/')[0]!)
        return (
          <li key={`${problem.block} ${problem.port} ${problem.code} ${problem.message}`}>
            <button
              type="button"
              disabled={problem.block === undefined}
              onClick={() => problem.block !== undefined && session.goTo(problem.block)}
              className="flex w-full items-start gap-2 px-3 py-1 text-left enabled:hover:bg-hover"
            >
              <AlertTriangle
                size={13}
                className={clsx('mt-0.5 shrink-0', problem.severity === 'error' ? 'text-bad' : 'text-warn')}
              />
              <span className="min-w-0 flex-1">
                {problem.message}
                <span className="block text-[11px] text-faint">{PROBLEM_CODES[problem.code].remedy}</span>
              </span>
              {block && (
                <span className="shrink-0 text-faint">
                  {titleOf(block, graph)}
                  {problem.port && ` · ${problem.port}`}
                </span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
