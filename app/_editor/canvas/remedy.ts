import { type CompileProblem, PROBLEM_CODES } from '@/sandbox/compile/problems'

/** What to do about a problem; null where its message ends with it. */
export function remedyOf({ code, message }: CompileProblem): string | null {
  const { remedy } = PROBLEM_CODES[code]
  return message.endsWith(remedy) ? null : remedy
}
