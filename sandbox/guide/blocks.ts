// Short words to write chapters with.
import type { ProblemCode } from '../compile/problems'
import type { Block, Example, Text } from './guide'

export const text = (words: Text): Block => ({ kind: 'text', text: words })
export const note = (words: Text): Block => ({ kind: 'note', text: words })
export const list = (...items: readonly Text[]): Block => ({ kind: 'list', items })
export const terminal = (lines: string): Block => ({ kind: 'terminal', text: lines })
export const table = (head: readonly string[], ...rows: readonly (readonly Text[])[]): Block => ({
  kind: 'table',
  head,
  rows,
})

/** Names of outputs as a claim takes them: `filter score columns.rsi`. */
const named = (outputs: string): readonly string[] => outputs.split(' ')

/** A formula that compiles to these outputs. */
export const formula = (outputs: string, source: string, ...warns: readonly ProblemCode[]): Example => ({
  kind: 'example',
  document: 'formula',
  source,
  must: { kind: 'program', outputs: named(outputs), warns },
})

/** A script, or a filter of the old shape, with these outputs. */
export const script = (outputs: string, source: string): Example => ({
  kind: 'example',
  document: 'script',
  source,
  must: { kind: 'program', outputs: named(outputs), warns: [] },
})

export const graph = (outputs: string, source: string): Example => ({
  kind: 'example',
  document: 'graph',
  source,
  must: { kind: 'program', outputs: named(outputs), warns: [] },
})

/** A document that is refused, and on which line. */
export const refused = (
  code: ProblemCode,
  line: number | null,
  source: string,
  document: Example['document'] = 'formula',
): Example => ({ kind: 'example', document, source, must: { kind: 'problem', code, line } })
