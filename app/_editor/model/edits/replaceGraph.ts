import type { GraphDocument } from '@/sandbox/compile/graph/document'
import type { Change, Edit, Json, Path } from '../edit'
import type { GraphState } from '../graphState'
import { graphJson } from '../graphText'
import { graphRecord, isRecord } from '../record'
import { same } from '../yDocument'

type Fields = { readonly [key: string]: Json }

/** Makes the document this graph, touching only the fields that differ: places of blocks that stay keep their identity. */
export function replaceGraph(state: GraphState, graph: GraphDocument, title: string): Edit {
  return { title, changes: differences([], graphRecord(graphJson(state)), graphRecord(graph)) }
}

function differences(path: Path, before: Fields, after: Fields): Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key): Change[] => {
    const here = [...path, key]
    const [old, now] = [before[key], after[key]]
    if (same(old, now)) return []
    if (now === undefined) return [{ path: here }]
    return old !== undefined && isRecord(here)
      ? differences(here, old as Fields, now as Fields) // records are maps of fields by construction
      : [{ path: here, value: now }]
  })
}
