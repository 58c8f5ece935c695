import { MiniMap } from '@xyflow/react'
import { useCallback } from 'react'
import { problemAt } from '../model/problemOrder'
import { useSession, useSessionState } from './context'
import type { AnyFlow } from './flow'

const SIZE = { width: 140, height: 90 }

/** The whole sheet, small: what has a problem stands out. */
export function GraphMap() {
  const session = useSession()
  const problems = useSessionState(state => state.problems)
  const colour = useCallback(
    (node: AnyFlow): string => {
      const problem = node.type === 'block' ? problemAt(problems, [session.placeOf(node.id)]) : undefined
      if (problem) return problem.severity === 'error' ? 'var(--bad)' : 'var(--warn)'
      return node.type === 'frame' ? 'transparent' : 'var(--line-strong)'
    },
    [session, problems],
  )
  const stroke = useCallback(
    (node: AnyFlow): string => (node.type === 'frame' ? 'var(--line-strong)' : colour(node)),
    [colour],
  )
  return (
    <MiniMap
      pannable
      zoomable
      ariaLabel="Map of the graph"
      style={SIZE}
      nodeColor={colour}
      nodeStrokeColor={stroke}
      nodeStrokeWidth={8}
    />
  )
}
