'use client'
import { useEffect, useMemo } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import { readGraph } from '@/sandbox/compile/graph/document'
import type { Problem } from '@/sandbox/ir/problem'
import type { Origin } from '@/sandbox/ir/program'
import { PreviewPane } from './PreviewPane'
import { usePreview, usePreviewState } from './usePreview'

interface DockedProps {
  readonly strategyId: string
  readonly document: Document
  readonly onJump: (origin: Origin) => void
  /** What went wrong while the document's scripts ran. */
  readonly onProblems?: (problems: readonly Problem[]) => void
}

/** A preview with a worker of its own, for pages that show a document without its canvas. */
export function Docked({ strategyId, document, onJump, onProblems }: DockedProps) {
  const store = usePreview(document)
  const { shown } = usePreviewState(store)
  const problems = shown?.ran.problems
  useEffect(() => onProblems?.(problems ?? []), [problems, onProblems])
  const labels = useMemo(() => labelsOf(document), [document])
  return (
    <PreviewPane strategyId={strategyId} store={store} document={document} labels={labels} onJump={onJump} />
  )
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
