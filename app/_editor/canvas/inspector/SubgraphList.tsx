'use client'
import { X } from 'lucide-react'
import { IconButton } from '../../../_ui/Button'
import { count } from '../../model/edit'
import { removeVersion } from '../../model/edits/versions'
import type { GraphState } from '../../model/graphState'
import { usesOf, wayTo } from '../../model/uses'
import { useSession } from '../context'
import { Heading } from './Row'

/** Every sub-graph the document holds, version by version. */
export function SubgraphList({ graph }: { readonly graph: GraphState }) {
  const session = useSession()
  return (
    <>
      <Heading>Sub-graphs</Heading>
      <ul aria-label="Sub-graphs">
        {[...graph.subgraphs].map(([id, { name, version }]) => {
          const uses = usesOf(graph, id).length
          const way = wayTo(graph, id)
          return (
            <li key={id} className="flex min-h-6 items-center gap-1 px-4">
              <button
                type="button"
                disabled={way === null}
                title={way === null ? 'No block uses it. Add it from the palette.' : 'Open it'}
                className="min-w-0 flex-1 truncate rounded px-1 text-left text-soft enabled:hover:bg-hover enabled:hover:text-ink"
                onClick={() => way !== null && session.open(way)}
              >
                {name} <span className="text-faint">v{version}</span>
              </button>
              <span className="text-[11px] text-faint">{uses === 0 ? 'unused' : count(uses, 'block')}</span>
              {uses === 0 && !session.readOnly && (
                <IconButton
                  label={`Remove version ${version} of ${name}`}
                  className="h-5! w-5!"
                  onClick={() => session.do(removeVersion(graph, id))}
                >
                  <X size={12} />
                </IconButton>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
