'use client'
import { useMemo } from 'react'
import { subgraphDifference } from '@/sandbox/compile/graph/difference'
import type { Subgraph } from '@/sandbox/compile/graph/document'
import { DifferenceList } from '../../../_strategies/GraphChanges'

/** What a block would take over with another version of its sub-graph. */
export function VersionChanges({ before, after }: { readonly before: Subgraph; readonly after: Subgraph }) {
  const difference = useMemo(() => subgraphDifference(before, after), [before, after])
  return (
    <div className="max-h-72 overflow-auto">
      <DifferenceList difference={difference} owner="The sub-graph" />
    </div>
  )
}
