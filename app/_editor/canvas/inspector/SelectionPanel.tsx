'use client'
import { Button } from '../../../_ui/Button'
import { addFrame } from '../../model/edits/annotate'
import { align, distribute, SIDES, snap } from '../../model/edits/arrange'
import { makeSubgraph } from '../../model/edits/subgraphs'
import type { Scene } from '../../model/graphState'
import { useSession } from '../context'
import { Heading } from './Row'

const SMALL = 'h-6! px-2!'
const AXES = ['across', 'down'] as const

/** What can be done with several things at once. */
export function SelectionPanel({ scene, ids }: { readonly scene: Scene; readonly ids: ReadonlySet<string> }) {
  const session = useSession()
  if (session.readOnly) return <Heading>{ids.size} selected</Heading>
  return (
    <>
      <Heading>{ids.size} selected</Heading>
      <div className="flex flex-wrap gap-1.5 px-4">
        <Button
          className={SMALL}
          onClick={() => session.do(makeSubgraph(scene, ids, 'Sub-graph', session.newId))}
        >
          Turn into a sub-graph
        </Button>
        <Button
          className={SMALL}
          onClick={() => session.do(addFrame(scene, ids, { x: 0, y: 0 }, session.newId))}
        >
          Put a frame around it
        </Button>
      </div>
      <Heading>Arrange</Heading>
      <div className="flex flex-wrap gap-1.5 px-4">
        {SIDES.map(side => (
          <Button key={side} className={SMALL} onClick={() => session.do(align(scene, ids, side))}>
            Align {side}
          </Button>
        ))}
        {AXES.map(axis => (
          <Button key={axis} className={SMALL} onClick={() => session.do(distribute(scene, ids, axis))}>
            Distribute {axis}
          </Button>
        ))}
        <Button className={SMALL} onClick={() => session.do(snap(scene, ids))}>
          Snap to the grid
        </Button>
      </div>
    </>
  )
}
