import type { Problem } from '../ir/problem'

/** Everything the compiler may say, with its weight. A code keeps its meaning for ever; sentences may get better. */
export const PROBLEM_CODES = {
  syntax: 'error',
  'too-large': 'error',
  'no-strategy': 'error',
  'bad-strategy': 'error',
  'import-refused': 'error',
  'type-syntax': 'error',
  'series-as-value': 'error',
  'unknown-name': 'error',
  'bad-argument': 'error',
  'bad-param': 'error',
  'bad-output': 'error',
  'bad-clock': 'error',
  'input-kind': 'error',
  'too-many-nodes': 'error',
  'no-output': 'error',
  runtime: 'error',
  'out-of-fuel': 'error',
  'out-of-memory': 'error',
  'bad-document': 'error',
  'not-supported': 'error',
  unsettled: 'warning',
} as const satisfies Record<string, Problem['severity']>

export type ProblemCode = keyof typeof PROBLEM_CODES
export type CompileProblem = Problem<ProblemCode>

export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(PROBLEM_CODES, text)

interface Place {
  readonly line?: number | null
  readonly column?: number | null
  readonly block?: string
  readonly port?: string
}

export function problem(
  code: ProblemCode,
  message: string,
  { line, column, ...rest }: Place = {},
): CompileProblem {
  return {
    code,
    message,
    severity: PROBLEM_CODES[code],
    ...(line != null && { line }),
    ...(column != null && { column }),
    ...rest,
  }
}
