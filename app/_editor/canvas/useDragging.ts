'use client'
import { useReactFlow } from '@xyflow/react'
import { type Dispatch, type DragEvent, type SetStateAction, useCallback, useRef } from 'react'
import { addBlock, moveBlocks, type Point } from '../model/edits/blocks'
import { addOnWire, spliceOnWire } from '../model/edits/wires'
import { offersFor } from '../model/findBlocks'
import { carriedBy } from '../model/frames'
import { inputKey, inputOf, type Scene } from '../model/graphState'
import { BLOCK_WIDTH, HEAD_HEIGHT, heightOf } from '../model/size'
import { wireNear } from '../model/wireLine'
import { useSession } from './context'
import type { AnyFlow } from './flow'
import { gridded, rounded } from './points'
import { remember } from './recent'
import { DRAGGED } from './Sidebar'
import type { EditorSession } from './session'

/** How near a wire a dropped block is taken to be on it. */
const REACH = 28

/** What frames carry along; decided when the drag begins. */
interface Carried {
  readonly frame: string
  readonly from: Point
  readonly members: ReadonlyMap<string, Point>
}

const isLoose = ({ wires }: Scene, id: string): boolean =>
  ![...wires].some(([key, from]) => from.block === id || inputOf(key).block === id)

/** The wire a dragged block would be put on: only one alone, without wires of its own. */
function wireUnder({ scene }: EditorSession, dragged: readonly AnyFlow[]) {
  const [node] = dragged
  const block = node && dragged.length === 1 ? scene.blocks.get(node.id) : undefined
  if (!node || !block || !isLoose(scene, block.id)) return null
  const centre = {
    x: node.position.x + BLOCK_WIDTH / 2,
    y: node.position.y + heightOf(block, scene.graph) / 2,
  }
  const wire = wireNear(scene, centre, REACH, block.id)
  const splice = wire && spliceOnWire(scene, block.id, wire, rounded(node.position))
  return wire && splice?.ok ? { wire, splice } : null
}

const hover = (session: EditorSession, over: string | null): void => {
  if (session.state.over !== over) session.set({ over })
}

/** Dragging blocks, frames and notes, one alone or many: one entry of the log. */
export function useDragging(setNodes: Dispatch<SetStateAction<AnyFlow[]>>) {
  const session = useSession()
  const carried = useRef<readonly Carried[]>([])

  const begin = useCallback(
    (dragged: readonly AnyFlow[]) => {
      const { scene } = session
      const own = new Set(dragged.map(({ id }) => id))
      carried.current = dragged.flatMap((node): Carried[] => {
        const frame = node.type === 'frame' ? scene.frames.get(node.id) : undefined
        if (!frame) return []
        const members = [...carriedBy(scene, [frame.id])].flatMap(id => {
          const thing = scene.blocks.get(id) ?? scene.frames.get(id) ?? scene.notes.get(id)
          return thing && !own.has(id) ? [[id, { x: thing.x, y: thing.y }] as const] : []
        })
        return [{ frame: frame.id, from: { x: frame.x, y: frame.y }, members: new Map(members) }]
      })
    },
    [session],
  )

  /** Where everything that is carried is now. */
  const carriedPlaces = useCallback((dragged: readonly AnyFlow[]): Map<string, Point> => {
    const places = new Map<string, Point>()
    for (const { frame, from, members } of carried.current) {
      const now = dragged.find(({ id }) => id === frame)?.position
      if (now)
        for (const [id, spot] of members)
          places.set(id, { x: spot.x + now.x - from.x, y: spot.y + now.y - from.y })
    }
    return places
  }, [])

  const move = useCallback(
    (dragged: readonly AnyFlow[]) => {
      const under = wireUnder(session, dragged)
      hover(session, under && inputKey(under.wire))
      const places = carriedPlaces(dragged)
      if (places.size === 0) return
      setNodes(before =>
        before.map(each => {
          const position = places.get(each.id)
          return position ? { ...each, position } : each
        }),
      )
    },
    [session, setNodes, carriedPlaces],
  )

  const end = useCallback(
    (dragged: readonly AnyFlow[]) => {
      const under = wireUnder(session, dragged)
      hover(session, null)
      const places = new Map<string, Point>(dragged.map(({ id, position }) => [id, position]))
      for (const [id, place] of carriedPlaces(dragged)) places.set(id, place)
      carried.current = []
      session.do(under ? under.splice : moveBlocks(session.scene, places))
    },
    [session, carriedPlaces],
  )

  return {
    onNodeDragStart: useCallback((_: unknown, __: AnyFlow, dragged: AnyFlow[]) => begin(dragged), [begin]),
    onNodeDrag: useCallback((_: unknown, __: AnyFlow, dragged: AnyFlow[]) => move(dragged), [move]),
    onNodeDragStop: useCallback((_: unknown, __: AnyFlow, dragged: AnyFlow[]) => end(dragged), [end]),
    onSelectionDragStart: useCallback((_: unknown, dragged: AnyFlow[]) => begin(dragged), [begin]),
    onSelectionDrag: useCallback((_: unknown, dragged: AnyFlow[]) => move(dragged), [move]),
    onSelectionDragStop: useCallback((_: unknown, dragged: AnyFlow[]) => end(dragged), [end]),
  }
}

/** Blocks dragged here from the palette, onto a wire or beside. */
export function usePaletteDrop() {
  const session = useSession()
  const flow = useReactFlow()
  const at = (event: DragEvent) => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
  return {
    onDragOver: (event: DragEvent) => {
      if (session.readOnly || !event.dataTransfer.types.includes(DRAGGED)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      const wire = wireNear(session.scene, at(event), REACH, '')
      hover(session, wire && inputKey(wire))
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        hover(session, null)
    },
    onDrop: (event: DragEvent) => {
      hover(session, null)
      const id = event.dataTransfer.getData(DRAGGED)
      const { scene, newId } = session
      const offer = offersFor(scene).find(each => each.id === id)
      if (!offer) return
      event.preventDefault()
      remember(id)
      const wire = wireNear(scene, at(event), REACH, '')
      const spot = { x: at(event).x - BLOCK_WIDTH / 2, y: at(event).y - HEAD_HEIGHT / 2 }
      session.do(
        wire
          ? addOnWire(scene, offer.block, gridded(spot), wire, newId)
          : addBlock(scene, offer.block, gridded(spot), newId),
      )
    },
  }
}
