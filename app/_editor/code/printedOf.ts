import { readGraph } from '@/sandbox/compile/graph/document'
import { printGraph } from '@/sandbox/compile/graph/print'

/** A graph's JSON text as code, with the lines of each block. */
export function printedOf(document: string) {
  const read = readGraph(document)
  return read.ok ? printGraph(read.graph) : { text: '', statements: [], problems: read.problems }
}
