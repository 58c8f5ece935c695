// The document as React Flow wants it. What did not change keeps its object, so only what changed is rendered again.
import type { Edge, Node } from '@xyflow/react'
import clsx from 'clsx'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import { hiddenThings } from '../model/frames'
import { type End, type Frame, inputOf, type Note, type Scene } from '../model/graphState'
import { grouped } from '../model/grouped'
import { isMovedOnly } from '../model/moved'
import { carriedKind, type Look, portsOfBlock } from '../model/ports'
import { BLOCK_WIDTH, CHIP } from '../model/size'
import { titleOf } from '../model/titles'

/** `data` stays the same object while a block is only moved; `stands` is the block where it stands. */
export type BlockFlow = Node<{ readonly block: GraphBlock }, 'block'> & { readonly stands: GraphBlock }
export type FrameFlow = Node<{ readonly frame: Frame }, 'frame'>
export type NoteFlow = Node<{ readonly note: Note }, 'note'>
export type AnyFlow = BlockFlow | FrameFlow | NoteFlow
export type WireFlow = Edge

/** Port of a collapsed frame that wires of what it hides are drawn to. */
export const CHIP_PORT = 'chip'

/** The element that holds a block's name for screen readers. */
export const nameIdOf = (block: string): string => `name-of-${block}`

/** Nodes of a sheet, taken over from those before where nothing changed. */
export function flowNodes(
  scene: Scene,
  before: readonly AnyFlow[],
  selection: ReadonlySet<string>,
): AnyFlow[] {
  const known = new Map(before.map(node => [node.id, node]))
  const hidden = hiddenThings(scene)
  return [
    ...[...scene.frames.values()].map((frame): AnyFlow => {
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
        old.stands === block &&
        old.selected === selected &&
        old.hidden === isHidden
      )
        return old
      return {
        ...(old?.type === 'block' && old.measured && { measured: old.measured }),
        id: block.id,
        type: 'block',
        position: { x: block.x, y: block.y },
        data: old?.type === 'block' && isMovedOnly(old.data.block, block) ? old.data : { block },
        stands: block,
        width: BLOCK_WIDTH,
        selected,
        hidden: isHidden,
        // the block names itself, with its problem, without being made anew here
        domAttributes: { 'aria-labelledby': nameIdOf(block.id), 'aria-roledescription': 'block' },
      }
    }),
    ...[...scene.notes.values()].map((note): AnyFlow => {
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

interface WireState {
  readonly isBroken: (block: string, port: string) => boolean
  readonly selected: ReadonlySet<string>
  /** The wire that something is about to be dropped on. */
  readonly over: string | null
}

/** Wires of a sheet; the list itself stays where none of them changed. Those of hidden blocks are drawn to the frame that hides them. */
export function flowWires(
  scene: Scene,
  before: WireFlow[],
  { isBroken, selected, over }: WireState,
): WireFlow[] {
  const known = new Map(before.map(edge => [edge.id, edge]))
  const hidden = hiddenThings(scene)
  const wires = Array.from(scene.wires).flatMap(([id, from]): WireFlow[] => {
    const to = inputOf(id)
    const [first, last] = [scene.blocks.get(from.block), scene.blocks.get(to.block)]
    if (!first || !last) return []
    const [source, target] = [hidden.get(from.block) ?? from.block, hidden.get(to.block) ?? to.block]
    if (source === target) return []
    const wire: WireFlow = {
      id,
      source,
      target,
      sourceHandle: hidden.has(from.block) ? CHIP_PORT : from.port,
      targetHandle: hidden.has(to.block) ? CHIP_PORT : to.port,
      selected: selected.has(id),
      className: clsx(
        'wire',
        `wire-${isBroken(to.block, to.port) ? 'broken' : lookOf(scene, first, from)}`,
        over === id && 'wire-over',
      ),
      ariaLabel: `Wire from ${titleOf(first, scene.graph)} to ${titleOf(last, scene.graph)}`,
    }
    return [wire]
  })
  const next = bundled(wires).map(wire => {
    const old = known.get(wire.id)
    return old && isSame(old, wire) ? old : wire
  })
  return next.length === before.length && next.every((wire, at) => wire === before[at]) ? before : next
}

/** Wires with the same two ends, of which one is a chip, are drawn as one that tells how many it is. */
function bundled(wires: readonly WireFlow[]): readonly WireFlow[] {
  const isLoose = (wire: WireFlow) => wire.sourceHandle !== CHIP_PORT && wire.targetHandle !== CHIP_PORT
  const groups = grouped(wires, wire =>
    isLoose(wire) ? wire.id : [wire.source, wire.sourceHandle, wire.target, wire.targetHandle].join(' '),
  )
  return [...groups].flatMap(([ends, group]): readonly WireFlow[] => {
    const [first] = group
    if (!first || group.length === 1) return group
    const looks = new Set(group.map(({ className }) => className))
    return [
      {
        ...first,
        id: `bundle ${ends}`,
        selected: false,
        selectable: false,
        focusable: false,
        reconnectable: false,
        className: clsx('wire-bundle', looks.size === 1 ? first.className : 'wire wire-any'),
        label: `× ${group.length}`,
        ariaLabel: `${group.length} wires`,
      },
    ]
  })
}

const isSame = (a: WireFlow, b: WireFlow): boolean =>
  a.source === b.source &&
  a.target === b.target &&
  a.sourceHandle === b.sourceHandle &&
  a.targetHandle === b.targetHandle &&
  a.selected === b.selected &&
  a.className === b.className &&
  a.ariaLabel === b.ariaLabel &&
  a.label === b.label

/** A wire looks like the port it leaves; where that takes after its inputs, like what it carries. */
function lookOf(scene: Scene, block: GraphBlock, { port: name }: End): Look {
  const port = portsOfBlock(block, scene.graph).outputs.find(each => each.name === name)
  if (!port) return 'any'
  return port.look === 'any' || port.kind === 'any' ? carriedKind(scene, block.id, name) : port.look
}
