// The document as React Flow wants it. What did not change keeps its object, so only what changed is rendered again.
import type { Edge, Node } from '@xyflow/react'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { hiddenThings } from '../model/frames'
import { type Frame, inputOf, type Note, type Scene } from '../model/graphState'
import { carriedKind, type Look, portsOfBlock } from '../model/ports'
import { BLOCK_WIDTH, CHIP } from '../model/size'

export type BlockFlow = Node<{ readonly block: GraphBlock }, 'block'>
export type FrameFlow = Node<{ readonly frame: Frame }, 'frame'>
export type NoteFlow = Node<{ readonly note: Note }, 'note'>
export type AnyFlow = BlockFlow | FrameFlow | NoteFlow
export type WireFlow = Edge<{ readonly look: Look; readonly isBroken: boolean }>

/** Port of a collapsed frame that wires of what it hides are drawn to. */
export const CHIP_PORT = 'chip'

/** Nodes of a sheet, taken over from those before where nothing changed. */
export function flowNodes(
  scene: Scene,
  before: readonly AnyFlow[],
  selection: ReadonlySet<string>,
  nameOf: (block: GraphBlock) => string,
): AnyFlow[] {
  const known = new Map(before.map(node => [node.id, node]))
  const hidden = scene.within === null ? hiddenThings(scene.graph) : new Map<string, string>()
  const frames = scene.within === null ? [...scene.graph.frames.values()] : []
  const notes = scene.within === null ? [...scene.graph.notes.values()] : []
  return [
    ...frames.map((frame): AnyFlow => {
      const old = known.get(frame.id)
      const selected = selection.has(frame.id)
      const isHidden = hidden.has(frame.id)
      if (
        old?.type === 'frame' &&
        old.data.frame === frame &&
        old.selected === selected &&
        old.hidden === isHidden
      )
        return old
      const size = frame.collapsed ? CHIP : { width: frame.width, height: frame.height }
      return {
        id: frame.id,
        type: 'frame',
        position: { x: frame.x, y: frame.y },
        data: { frame },
        ...size,
        selected,
        hidden: isHidden,
        zIndex: -1,
        dragHandle: '.frame-handle',
        ariaLabel: `Frame ${frame.title}`,
      }
    }),
    ...[...scene.blocks.values()].map((block): AnyFlow => {
      const old = known.get(block.id)
      const selected = selection.has(block.id)
      const isHidden = hidden.has(block.id)
      if (
        old?.type === 'block' &&
        old.data.block === block &&
        old.selected === selected &&
        old.hidden === isHidden
      )
        return old
      return {
        ...(old?.type === 'block' && old.measured && { measured: old.measured }),
        id: block.id,
        type: 'block',
        position: { x: block.x, y: block.y },
        data: old?.type === 'block' && old.data.block === block ? old.data : { block },
        width: BLOCK_WIDTH,
        selected,
        hidden: isHidden,
        ariaLabel: nameOf(block),
      }
    }),
    ...notes.map((note): AnyFlow => {
      const old = known.get(note.id)
      const selected = selection.has(note.id)
      const isHidden = hidden.has(note.id)
      if (
        old?.type === 'note' &&
        old.data.note === note &&
        old.selected === selected &&
        old.hidden === isHidden
      )
        return old
      return {
        id: note.id,
        type: 'note',
        position: { x: note.x, y: note.y },
        data: { note },
        width: note.width,
        height: note.height,
        selected,
        hidden: isHidden,
        ariaLabel: 'Note',
      }
    }),
  ]
}

/** Wires of a sheet. Those of hidden blocks are drawn to the frame that hides them. */
export function flowWires(
  scene: Scene,
  before: readonly WireFlow[],
  isBroken: (block: string, port: string) => boolean,
): WireFlow[] {
  const known = new Map(before.map(edge => [edge.id, edge]))
  const hidden = scene.within === null ? hiddenThings(scene.graph) : new Map<string, string>()
  return Array.from(scene.wires).flatMap(([id, from]): WireFlow[] => {
    const to = inputOf(id)
    const block = scene.blocks.get(from.block)
    if (!block || !scene.blocks.has(to.block)) return []
    const [source, target] = [hidden.get(from.block) ?? from.block, hidden.get(to.block) ?? to.block]
    if (source === target) return []
    const sourceHandle = hidden.has(from.block) ? CHIP_PORT : from.port
    const targetHandle = hidden.has(to.block) ? CHIP_PORT : to.port
    const port = portsOfBlock(block, scene.graph).outputs.find(({ name }) => name === from.port)
    const kind = carriedKind(scene, from.block, from.port)
    const look: Look = port && (port.look === 'any' || port.kind === 'any') ? kind : (port?.look ?? 'any')
    const broken = isBroken(to.block, to.port)
    const old = known.get(id)
    if (
      old?.source === source &&
      old.target === target &&
      old.sourceHandle === sourceHandle &&
      old.targetHandle === targetHandle &&
      old.data?.look === look &&
      old.data.isBroken === broken
    )
      return [old]
    return [
      {
        id,
        source,
        target,
        sourceHandle,
        targetHandle,
        data: { look, isBroken: broken },
        className: broken ? 'wire wire-broken' : `wire wire-${look}`,
        ariaLabel: `Wire from ${from.block} ${from.port} to ${to.block} ${to.port}`,
      },
    ]
  })
}
