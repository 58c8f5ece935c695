import { CircleX, TriangleAlert } from 'lucide-react'
import type { CompileProblem } from '@/sandbox/compile/problems'

/** What is wrong with a block, on the block. From far away it grows, for then nothing else of the block can be read. */
export function ProblemSign({ problem: { severity, message } }: { readonly problem: CompileProblem }) {
  const Icon = severity === 'error' ? CircleX : TriangleAlert
  return (
    <span role="img" aria-label={message} title={message} data-severity={severity} className="problem-sign">
      <Icon size={13} />
    </span>
  )
}
