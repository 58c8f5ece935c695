'use client'
import { useSession, useSessionState } from '../context'
import { ProblemIcon } from '../ProblemIcon'
import { remedyOf } from '../remedy'

/** What the compiler says of one block, each with what to do. */
export function BlockProblems({ block }: { readonly block: string }) {
  const session = useSession()
  const path = useSessionState(state => state.path)
  const problems = useSessionState(state => state.problems)
  const place = [...path.map(step => step.block), block].join('/')
  const own = problems.filter(problem => problem.block === place || problem.block?.startsWith(`${place}/`))
  if (own.length === 0) return null
  return (
    <ul
      aria-label="Problems of this block"
      className="mx-3 mb-2 flex flex-col gap-1.5 rounded-md border border-line p-2"
    >
      {own.map(problem => {
        const { block: at, port, code, message, severity } = problem
        return (
          <li key={`${at} ${port} ${code} ${message}`} className="flex gap-1.5">
            <ProblemIcon severity={severity} />
            <span className="min-w-0">
              {message} <span className="text-faint">{remedyOf(problem)}</span>
              {at !== place && at !== undefined && (
                <button
                  type="button"
                  className="block text-accent hover:underline"
                  onClick={() => session.goTo(at)}
                >
                  Show it inside
                </button>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
