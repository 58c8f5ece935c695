import { AlertTriangle, CircleX } from 'lucide-react'
import type { CompileProblem } from '@/sandbox/compile/problems'

/** An error or a warning, told apart by shape as well as by colour. */
export const ProblemIcon = ({ severity }: Pick<CompileProblem, 'severity'>) =>
  severity === 'error' ? (
    <CircleX size={13} aria-label="Error" role="img" className="mt-0.5 shrink-0 text-bad" />
  ) : (
    <AlertTriangle size={13} aria-label="Warning" role="img" className="mt-0.5 shrink-0 text-warn" />
  )
