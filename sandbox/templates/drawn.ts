import type { GraphInput } from '../compile/graph/document'

/** A graph as its document's text. */
export const drawn = (graph: GraphInput): string => JSON.stringify(graph, null, 2)
