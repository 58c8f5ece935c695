import type { Series } from '../catalogue/define'
import type { ProgramBuilder } from '../ir/build'
import type { NodeId, Program } from '../ir/program'

/** No document can call a column so. */
const MARK = '~'

/**
 * A program that keeps series no output needs, as the run's own bars see them: for looking inside a document, not for running it.
 * Gives the node of each series. The builder is spent afterwards.
 */
export function finishKeeping(
  builder: ProgramBuilder,
  series: readonly Series[],
  finish: Parameters<ProgramBuilder['finish']>[0],
): { readonly program: Program; readonly nodes: readonly NodeId[] } {
  for (const [at, each] of series.entries()) builder.column(`${MARK}${at}`, each)
  const made = builder.finish(finish)
  const isKept = ({ name }: { name: string }) => name.startsWith(MARK)
  return {
    program: { ...made, columns: made.columns.filter(column => !isKept(column)) },
    nodes: made.columns.filter(isKept).map(({ node }) => node),
  }
}
