import type { CompileProblem } from './problems'
import type { Recording } from './recording'

/** What the fence made of a document: a recording to be replayed, or what its author has to mend. */
export type Recorded =
  | { readonly ok: true; readonly recording: string }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }

export const recorded = (recording: Recording): Recorded => ({
  ok: true,
  recording: JSON.stringify(recording),
})
