import type { Fence } from '../host/fence'
import type { ParamValue } from '../ir/program'
import { compileFormula } from './formula'
import { problem } from './problems'
import type { Replayed } from './replay'

export type Compiled = Replayed

export interface Document {
  readonly kind: 'graph' | 'formula' | 'script'
  /** Source of a formula or script; JSON text of a graph. */
  readonly document: string
  /** Values for the document's own parameters. */
  readonly params?: Readonly<Record<string, ParamValue>>
}

/** Compiles any document. Whatever it holds, what comes back is a program or problems. */
export function compileDocument(fence: Fence, { kind, document, params = {} }: Document): Compiled {
  switch (kind) {
    case 'formula':
      return compileFormula(fence, document, params)
    case 'graph':
    case 'script': {
      const sentence = `Documents of the kind ${kind} can’t be compiled yet. Write it as a formula.`
      return { ok: false, problems: [problem('not-supported', sentence)] }
    }
  }
}
