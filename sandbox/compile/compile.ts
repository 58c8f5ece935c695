import type { Fence } from '../host/fence'
import type { ParamValue } from '../ir/program'
import { recordFormula } from './formula'
import { problem } from './problems'
import type { Recorded } from './record'
import { type Replayed, replay } from './replay'

export type Compiled = Replayed

export interface Document {
  readonly kind: 'graph' | 'formula' | 'script'
  /** Source of a formula or script; JSON text of a graph. */
  readonly document: string
  /** Values for the document's own parameters. */
  readonly params?: Readonly<Record<string, ParamValue>>
}

/**
 * The part of compiling that runs its author's code. It may happen in another process: a recording is hostile text, and
 * `replayDocument` takes it for that.
 */
export function recordDocument(fence: Fence, { kind, document, params = {} }: Document): Recorded {
  switch (kind) {
    case 'formula':
      return recordFormula(fence, document, params)
    case 'graph':
    case 'script': {
      const sentence = `Documents of the kind ${kind} can’t be compiled yet. Write it as a formula.`
      return { ok: false, problems: [problem('not-supported', sentence)] }
    }
  }
}

/** A recording made into a program, each node checked and built anew. */
export const replayDocument = (recorded: Recorded): Compiled =>
  recorded.ok ? replay(recorded.recording) : recorded

/** Compiles any document. Whatever it holds, what comes back is a program or problems. */
export const compileDocument = (fence: Fence, document: Document): Compiled =>
  replayDocument(recordDocument(fence, document))
