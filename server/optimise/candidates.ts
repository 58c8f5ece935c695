import type { Candidate } from '../engine/optimise/market'
import type { Params } from '../engine/optimise/types'
import { compileDocument } from '../guests/compile'
import type { Versioned } from './newDefaults'

/** The programs of some trials, which are told by their numbers; one that does not compile says why. */
export async function candidatesOf(
  { kind, document }: Versioned,
  fixed: Params,
  trials: readonly { readonly number: number; readonly params: Params }[],
): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  for (const { number, params } of trials) {
    const compiled = await compileDocument({ kind, document, params: { ...fixed, ...params } })
    candidates.push(
      compiled.ok
        ? { number, params, program: compiled.program }
        : { number, params, failed: compiled.problems[0]?.message ?? 'It does not compile.' },
    )
  }
  return candidates
}
