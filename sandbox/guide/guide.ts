// The shape of the language guide: chapters of blocks, plain data. Pages draw it, tests compile and run every example in it.
import type { DocumentKind } from '../compile/compiled'
import type { ProblemCode } from '../compile/problems'

/** Prose. `code` stands between backticks; [words](/address) link. */
export type Text = string

/** What an example is shown for; a test holds it to this. */
export type Claim =
  /** Compiles to these outputs and columns; every signal fires on some sample bars, every number has a value on some. */
  | {
      readonly kind: 'program'
      readonly outputs: readonly string[]
      /** Warnings that come with it, in order. */
      readonly warns: readonly ProblemCode[]
    }
  /** Is refused with this problem; `line` is where, counted from 1, null where there is no place. */
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly line: number | null }

export interface Example {
  readonly kind: 'example'
  readonly document: DocumentKind
  readonly source: string
  readonly must: Claim
}

export type Block =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'terminal'; readonly text: string }
  | Example

export interface Section {
  /** The anchor; it stays when the title is bettered. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface Chapter {
  readonly id: string
  readonly title: string
  /** One sentence, for lists of chapters. */
  readonly summary: string
  readonly sections: readonly Section[]
}
