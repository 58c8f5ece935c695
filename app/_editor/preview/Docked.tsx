'use client'
import { useMemo } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import { readGraph } from '@/sandbox/compile/graph/document'
import type { Origin } from '@/sandbox/ir/program'
import { PreviewPane } from './PreviewPane'
import { usePreview } from './usePreview'

/** A preview with a worker of its own, for pages that show a document without its canvas. */
export function Docked({ document, onJump }: { document: Document; onJump: (origin: Origin) => void }) {
  const store = usePreview(document)
  const labels = useMemo(() => labelsOf(document), [document])
  return <PreviewPane store={store} document={document} labels={labels} onJump={onJump} />
}

/** What each block of a drawing is called: by its author, else by its kind. */
function labelsOf({ kind, document }: Document): ReadonlyMap<string, string> {
  const read = kind === 'graph' ? readGraph(document) : null
  if (!read?.ok) return new Map()
  return new Map(
    read.graph.blocks.map(block => {
      const word =
        block.kind === 'operator'
          ? block.entry
          : block.kind === 'output'
            ? block.output
            : block.kind === 'column'
              ? block.column
              : block.kind
      return [block.id, block.name ?? word]
    }),
  )
}
