import { replayDocument } from '../../sandbox/compile/compile'
import type { Recorded } from '../../sandbox/compile/record'
import type { Program } from '../../sandbox/ir/program'
import type { Params } from '../engine/optimise/types'
import { isLost, recordMany } from '../guests/compile'
import type { Versioned } from './newDefaults'

/** A document that is to blame itself is lost each time; one that met a busy machine is not. */
const TRIES = 3

/** Runs a document with each set of parameters in the guests' process; `fixed` are the same in every set. */
export const recorderOf =
  ({ kind, document }: Versioned, fixed: Params) =>
  async (sets: readonly Params[]): Promise<readonly Recorded[]> => {
    const ask = (some: readonly Params[]) =>
      recordMany({ kind, document, sets: some.map(set => ({ ...fixed, ...set })) })
    const all = [...(await ask(sets))]
    for (let tries = 1; tries < TRIES; tries++) {
      const lost = all.flatMap((each, at) => (isLost(each) ? [at] : []))
      if (lost.length === 0) break
      const again = await ask(lost.map(at => sets[at] ?? {}))
      for (const [k, at] of lost.entries()) all[at] = again[k] ?? (all[at] as Recorded) // there is one for each
    }
    return all
  }

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
