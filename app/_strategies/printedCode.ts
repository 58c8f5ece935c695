import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'

/** A graph's code, and what keeps a block out of it. */
export function printedCode(document: string): { readonly text: string; readonly why: string | null } {
  const read = readGraph(document)
  if (!read.ok) return { text: '', why: read.problems[0]?.message ?? 'The document can’t be read.' }
  const { text, problems } = printGraph(read.graph)
  return { text, why: problems[0]?.message ?? null }
}
