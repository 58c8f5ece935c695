'use client'
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react'
import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react'
import { useScene, useSession, useSessionState } from './context'
import { type AnyFlow, flowNodes, flowWires, type WireFlow } from './flow'
import { useGlide } from './useGlide'

interface DrawnSheet {
  readonly nodes: AnyFlow[]
  readonly edges: WireFlow[]
  readonly setNodes: Dispatch<SetStateAction<AnyFlow[]>>
  readonly onNodesChange: (changes: NodeChange<AnyFlow>[]) => void
  readonly onEdgesChange: (changes: EdgeChange<WireFlow>[]) => void
}

/** The sheet that is shown, as React Flow draws it. What is selected is the session's; places while dragging are the view's. */
export function useSheet(): DrawnSheet {
  const session = useSession()
  const scene = useScene()
  const selection = useSessionState(state => state.selection)
  const selected = useSessionState(state => state.wires)
  const over = useSessionState(state => state.over)
  const problems = useSessionState(state => state.problems)
  const path = useSessionState(state => state.path)
  const [nodes, setNodes] = useState<AnyFlow[]>([])
  const [edges, setEdges] = useState<WireFlow[]>([])

  useEffect(() => {
    setNodes(before => flowNodes(scene, before, selection))
  }, [scene.blocks, scene.frames, scene.notes, scene.graph.subgraphs, scene.within, selection])

  useEffect(() => {
    const prefix = path.map(({ block }) => `${block}/`).join('')
    // what only waits for another block is not to blame
    const broken = new Set(
      problems.flatMap(({ block, port, code }) =>
        block && port && code !== 'upstream-problem' ? [`${block}:${port}`] : [],
      ),
    )
    const isBroken = (block: string, port: string) => broken.has(`${prefix}${block}:${port}`)
    setEdges(before => flowWires(scene, before, { isBroken, selected, over }))
  }, [scene.wires, scene.blocks, scene.frames, scene.within, problems, path, selected, over])

  const onNodesChange = useCallback(
    (changes: NodeChange<AnyFlow>[]) => {
      setNodes(before => applyNodeChanges(changes, before))
      const { selection, wires } = session.state
      session.select(picked(selection, changes), wires)
    },
    [session],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireFlow>[]) => {
      const { selection, wires } = session.state
      session.select(selection, picked(wires, changes))
    },
    [session],
  )
  return { nodes: useGlide(nodes), edges, setNodes, onNodesChange, onEdgesChange }
}

function picked(before: ReadonlySet<string>, changes: readonly (NodeChange | EdgeChange)[]): Set<string> {
  const next = new Set(before)
  for (const change of changes)
    if (change.type === 'select') {
      if (change.selected) next.add(change.id)
      else next.delete(change.id)
    }
  return next
}
