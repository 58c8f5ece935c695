import type { ParamValue, Program } from '../ir/program'
import type { CompileProblem } from './problems'

export type DocumentKind = 'graph' | 'formula' | 'script'

export interface Document {
  readonly kind: DocumentKind
  /** Source of a formula or script; JSON text of a graph. */
  readonly document: string
  /** Values for the document's own parameters. */
  readonly params?: Readonly<Record<string, ParamValue>>
}

/** What became of a document. Warnings come with the program; an error never does without a sentence. */
export type Compiled =
  | {
      readonly ok: true
      /** What the document turned out to be: a formula may be called a script, and the other way round. */
      readonly kind: DocumentKind
      readonly program: Program
      readonly problems: readonly CompileProblem[]
    }
  | {
      readonly ok: false
      readonly problems: readonly CompileProblem[]
      /** What could be compiled beside the problems: for a preview, never to be traded. */
      readonly partial?: Program
    }
