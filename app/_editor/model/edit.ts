// An edit is data: what it is called, and which fields of the document get which value. Pure functions make edits, one place
// applies them, and the log turns them round.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A field of the document: `['blocks', 'rsi', 'x']`, `['subgraphs', 'core', 'wires', 'lt:a']`. */
export type Path = readonly string[]

export interface Change {
  readonly path: Path
  /** Left out: the field or record goes. */
  readonly value?: Json
}

export interface Edit {
  /** What the log calls it: `Move 3 blocks`. */
  readonly title: string
  readonly changes: readonly Change[]
  /** Edits in a row with the same key become one entry: keystrokes in a field, steps of the arrow keys. */
  readonly merge?: string
  /** What is to be selected afterwards; left out, the selection stays. */
  readonly select?: readonly string[]
  /** What it does beside what was asked, in a sentence for who can't see it. */
  readonly says?: string
}

/** What may be impossible says why, in a sentence. */
export type Attempt =
  | { readonly ok: true; readonly edit: Edit }
  | { readonly ok: false; readonly reason: string }

export const done = (edit: Edit): Attempt => ({ ok: true, edit })
export const refused = (reason: string): Attempt => ({ ok: false, reason })

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
