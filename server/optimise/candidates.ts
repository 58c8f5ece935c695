import { replayDocument } from '../../sandbox/compile/compile'
import type { Recorded } from '../../sandbox/compile/record'
import type { Program } from '../../sandbox/ir/program'
import type { Params } from '../engine/optimise/types'
import { recordMany } from '../guests/compile'
import type { Versioned } from './newDefaults'

/** Runs a document with each set of parameters in the guests' process; `fixed` are the same in every set. */
export const recorderOf =
  ({ kind, document }: Versioned, fixed: Params) =>
  (sets: readonly Params[]): Promise<readonly Recorded[]> =>
    recordMany({ kind, document, sets: sets.map(set => ({ ...fixed, ...set })) })

/** The programs of those sets that compile. */
export async function programsOf(
  record: (sets: readonly Params[]) => Promise<readonly Recorded[]>,
  sets: readonly Params[],
): Promise<readonly Program[]> {
  return (await record(sets)).flatMap(recorded => {
    const compiled = replayDocument(recorded)
    return compiled.ok ? [compiled.program] : []
  })
}
