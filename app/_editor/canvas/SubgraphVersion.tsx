'use client'
import { updatesOf } from '../model/edits/versions'
import type { UseBlock } from '../model/uses'
import { useGraph } from './context'

/** The version a block uses, and the newest where that is another one. */
export function SubgraphVersion({ block }: { readonly block: UseBlock }) {
  const newest = useGraph(graph => updatesOf(graph, block)[0]?.version)
  if (newest === undefined) return <span className="text-[10px] text-faint">v{block.version}</span>
  const says = `Version ${block.version}. Version ${newest} is available: see the inspector.`
  return (
    <span
      role="img"
      aria-label={says}
      title={says}
      className="rounded bg-accent-wash px-1 text-[10px] whitespace-nowrap text-accent"
    >
      v{block.version} → v{newest}
    </span>
  )
}
