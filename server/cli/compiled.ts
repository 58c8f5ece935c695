import type { CompileProblem } from '../../sandbox/compile/problems'
import type { Program } from '../../sandbox/ir/program'
import { compileFile, paramsFrom, problemLine } from './document'

/** A document that does not compile: its problems are the answer. */
export class CompileFailed extends Error {
  readonly problems: readonly CompileProblem[]
  constructor(file: string, problems: readonly CompileProblem[]) {
    super(problems.map(each => problemLine(file, each)).join('\n'))
    this.problems = problems
  }
}

/** The program of a document that has to compile; warnings go to standard error. */
export async function programOf(file: string, params: readonly string[]): Promise<Program> {
  const compiled = await compileFile(file, paramsFrom(params))
  if (!compiled.ok) throw new CompileFailed(file, compiled.problems)
  for (const warning of compiled.problems) console.error(problemLine(file, warning))
  return compiled.program
}
