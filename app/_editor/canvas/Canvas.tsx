'use client'
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  type EdgeChange,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import './canvas.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { addBlock, moveBlocks, type Point, removeBlocks } from '../model/edits/blocks'
import { copied, paste } from '../model/edits/clipboard'
import { addOnWire, connect, connectThrough, disconnect, spliceOnWire, wireNear } from '../model/edits/wires'
import { offersFor } from '../model/findBlocks'
import { carriedBy } from '../model/frames'
import { type End, inputKey, inputOf } from '../model/graphState'
import { boxOf, snapped } from '../model/size'
import { titleOf } from '../model/titles'
import { wireCheck } from '../model/wireCheck'
import { BlockNode } from './BlockNode'
import { commandOf, type View } from './commands'
import { useScene, useSession, useSessionState } from './context'
import { FrameNode, NoteNode } from './Frames'
import { type AnyFlow, flowNodes, flowWires, type WireFlow } from './flow'
import { GraphSearch, QuickAdd, WireList } from './QuickAdd'
import { remember } from './recent'
import { DRAGGED } from './Sidebar'
import type { Bubble } from './session'

const NODE_TYPES = { block: BlockNode, frame: FrameNode, note: NoteNode }
/** How near a wire a dropped block is taken to be on it. */
const REACH = 28

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function Canvas({
  onView,
  onPlot,
}: {
  readonly onView: (view: View) => void
  readonly onPlot?: (end: End) => void
}) {
  const session = useSession()
  const flow = useReactFlow<AnyFlow, WireFlow>()
  const root = useRef<HTMLElement>(null)
  const pointer = useRef<Point | null>(null)
  const scene = useScene()
  const selection = useSessionState(state => state.selection)
  const problems = useSessionState(state => state.problems)
  const target = useSessionState(state => state.target)
  const bubble = useSessionState(state => state.bubble)
  const path = useSessionState(state => state.path)
  const [nodes, setNodes] = useState<AnyFlow[]>([])
  const [edges, setEdges] = useState<WireFlow[]>([])
  const { readOnly } = session

  useEffect(() => {
    setNodes(before => flowNodes(scene, before, selection, block => titleOf(block, scene.graph)))
  }, [scene.blocks, scene.graph.frames, scene.graph.notes, scene.graph.subgraphs, scene.within, selection])

  useEffect(() => {
    const prefix = path.map(({ block }) => `${block}/`).join('')
    const broken = new Set(problems.flatMap(({ block, port }) => (block && port ? [`${block}:${port}`] : [])))
    setEdges(before => flowWires(scene, before, (block, port) => broken.has(`${prefix}${block}:${port}`)))
  }, [scene.wires, scene.blocks, scene.graph.frames, scene.within, problems, path])

  const view = useMemo((): View => {
    const middle = () => {
      const box = root.current?.getBoundingClientRect()
      return { x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 }
    }
    return {
      fit: () => void flow.fitView({ padding: 0.15, duration: still() ? 0 : 250 }),
      middle: () => flow.screenToFlowPosition(middle()),
      openPalette: () => openAt(pointer.current ?? middle()),
    }
    function openAt(screen: Point) {
      session.set({
        quickAdd: { at: gridded(flow.screenToFlowPosition(screen)), screen: within(root.current, screen) },
      })
    }
  }, [flow, session])
  useEffect(() => onView(view), [onView, view])

  useEffect(() => {
    const block = target && session.scene.blocks.get(target.block)
    if (!block) return
    const { x, y, width, height } = boxOf(block, session.model.state)
    void flow.setCenter(x + width / 2, y + height / 2, {
      zoom: Math.max(0.8, flow.getZoom()),
      duration: still() ? 0 : 250,
    })
    const frame = requestAnimationFrame(() =>
      root.current
        ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(block.id)}"]`)
        ?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [target, flow, session])

  // a block that goes takes the focus with it; the keys stay with the canvas
  const hasFocus = useRef(false)
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body)
      root.current?.querySelector<HTMLElement>('.react-flow')?.focus()
  }, [nodes])

  // another sheet is shown whole
  const depth = path.length
  const shownDepth = useRef(0)
  useEffect(() => {
    if (shownDepth.current === depth) return
    shownDepth.current = depth
    const frame = requestAnimationFrame(() => {
      view.fit()
      root.current?.querySelector<HTMLElement>('.react-flow')?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [depth, view])

  const onNodesChange = useCallback(
    (changes: NodeChange<AnyFlow>[]) => {
      setNodes(before => applyNodeChanges(changes, before))
      const picks = changes.filter(change => change.type === 'select')
      if (picks.length > 0) {
        const next = new Set(session.state.selection)
        for (const { id, selected } of picks)
          if (selected) next.add(id)
          else next.delete(id)
        session.select(next)
      }
    },
    [session],
  )
  const onEdgesChange = useCallback((changes: EdgeChange<WireFlow>[]) => {
    setEdges(before =>
      applyEdgeChanges(
        changes.filter(({ type }) => type === 'select'),
        before,
      ),
    )
  }, [])

  /** Frames carry what lies in them; what they carry is decided when the drag begins. */
  const carried = useRef<{
    readonly from: Point
    readonly id: string
    readonly members: ReadonlyMap<string, Point>
  } | null>(null)
  const onDragStart = useCallback(
    (_: unknown, node: AnyFlow) => {
      carried.current = null
      if (node.type !== 'frame') return
      const { blocks, frames, notes } = session.model.state
      const members = [...carriedBy(session.model.state, [node.id])].flatMap(id => {
        const thing = blocks.get(id) ?? frames.get(id) ?? notes.get(id)
        return thing ? [[id, { x: thing.x, y: thing.y }] as const] : []
      })
      carried.current = { from: { ...node.position }, id: node.id, members: new Map(members) }
    },
    [session],
  )
  const onDrag = useCallback((_: unknown, node: AnyFlow) => {
    const held = carried.current
    if (held?.id !== node.id) return
    const by = { x: node.position.x - held.from.x, y: node.position.y - held.from.y }
    setNodes(before =>
      before.map(each => {
        const spot = held.members.get(each.id)
        return spot ? { ...each, position: { x: spot.x + by.x, y: spot.y + by.y } } : each
      }),
    )
  }, [])
  const onDragStop = useCallback(
    (_: unknown, node: AnyFlow, dragged: AnyFlow[]) => {
      const places = new Map<string, Point>(dragged.map(({ id, position }) => [id, position]))
      const held = carried.current
      if (held?.id === node.id)
        for (const [id, spot] of held.members)
          places.set(id, {
            x: spot.x + node.position.x - held.from.x,
            y: spot.y + node.position.y - held.from.y,
          })
      carried.current = null
      const { scene } = session
      const block = dragged.length === 1 ? scene.blocks.get(node.id) : undefined
      const isLoose =
        block &&
        ![...scene.wires].some(([key, from]) => from.block === block.id || inputOf(key).block === block.id)
      if (block && isLoose) {
        const { width, height } = boxOf(block, scene.graph)
        const centre = { x: node.position.x + width / 2, y: node.position.y + height / 2 }
        const wire = wireNear(scene, centre, REACH, block.id)
        const splice = wire && spliceOnWire(scene, block.id, wire, rounded(node.position))
        if (splice?.ok) {
          session.do(splice)
          return
        }
      }
      session.do(moveBlocks(scene, places))
    },
    [session],
  )

  const ends = (wire: Pick<Connection, 'source' | 'sourceHandle' | 'target' | 'targetHandle'>) => ({
    from: { block: wire.source, port: wire.sourceHandle ?? 'value' },
    to: { block: wire.target, port: wire.targetHandle ?? 'value' },
  })
  const isValid = useCallback(
    (wire: Connection | Edge) => {
      const { from, to } = ends({
        ...wire,
        sourceHandle: wire.sourceHandle ?? null,
        targetHandle: wire.targetHandle ?? null,
      })
      return wireCheck(session.scene, from, to).ok
    },
    [session],
  )
  const onConnect = useCallback(
    (wire: Connection) => {
      const { from, to } = ends(wire)
      session.do(connect(session.scene, from, to))
    },
    [session],
  )
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromHandle, toHandle, isValid }: FinalConnectionState) => {
      if (!fromHandle || isValid || session.readOnly) return
      const touch = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!touch) return
      const spot = { x: touch.clientX, y: touch.clientY }
      const end = { block: fromHandle.nodeId, port: fromHandle.id ?? 'value' }
      const isOutput = fromHandle.type === 'source'
      const screen = within(root.current, spot)
      if (!toHandle) {
        session.set({
          bubble: null,
          quickAdd: {
            at: gridded(flow.screenToFlowPosition(spot)),
            screen,
            wire: { kind: isOutput ? 'from' : 'to', end },
          },
        })
        return
      }
      const other = { block: toHandle.nodeId, port: toHandle.id ?? 'value' }
      const [from, to] = isOutput ? [end, other] : [other, end]
      if (toHandle.type === fromHandle.type)
        return session.set({
          bubble: { screen, reason: 'A wire goes from an output, right, to an input, left.', offers: [] },
        })
      const check = wireCheck(session.scene, from, to)
      if (!check.ok)
        session.set({
          bubble: {
            screen,
            reason: check.reason,
            offers: check.adapters.map(adapter => ({ adapter, from, to })),
          },
        })
    },
    [session, flow],
  )
  const onReconnect = useCallback(
    (old: WireFlow, wire: Connection) => {
      const { from, to } = ends(wire)
      const { scene } = session
      const wires = new Map(scene.wires)
      wires.delete(old.id)
      const made = connect({ ...scene, wires }, from, to)
      const gone = inputKey(to) === old.id ? [] : disconnect(scene, [inputOf(old.id)]).changes
      session.do(
        made.ok ? { ok: true, edit: { ...made.edit, changes: [...gone, ...made.edit.changes] } } : made,
      )
    },
    [session],
  )

  const onDrop = (event: React.DragEvent) => {
    const id = event.dataTransfer.getData(DRAGGED)
    const { scene, newId } = session
    const offer = offersFor(scene).find(each => each.id === id)
    if (!offer) return
    event.preventDefault()
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    remember(id)
    const wire = wireNear(scene, at, REACH, '')
    const spot = gridded({ x: at.x - 100, y: at.y - 15 })
    session.do(
      wire ? addOnWire(scene, offer.block, spot, wire, newId) : addBlock(scene, offer.block, spot, newId),
    )
  }

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.defaultPrevented) return
    if (isTyping(event.target)) {
      if (event.key === 'Escape') root.current?.querySelector<HTMLElement>('.react-flow')?.focus()
      // text keys belong to the field, the log's to the document
      if (!/^[zy]$/i.test(event.key) || !(event.ctrlKey || event.metaKey)) {
        if (event.ctrlKey || event.metaKey) event.stopPropagation()
        return
      }
    }
    if (event.key === 'Escape') {
      session.set({ quickAdd: null, bubble: null, wiring: null, isSearching: false })
      session.select([])
      return
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && session.state.selection.size === 1) {
      const [id] = session.state.selection
      const card = root.current?.querySelector(`[data-id="${CSS.escape(id!)}"]`)
      const field =
        card?.querySelector<HTMLElement>('label input, label select') ??
        card?.querySelector<HTMLElement>('input, textarea')
      if (field) {
        event.preventDefault()
        field.focus()
        if (field instanceof HTMLInputElement) field.select()
      }
      return
    }
    const chosenWires = edges.filter(({ selected }) => selected)
    if ((event.key === 'Delete' || event.key === 'Backspace') && chosenWires.length > 0) {
      event.preventDefault()
      const { scene } = session
      const cut = disconnect(
        scene,
        chosenWires.map(({ id }) => inputOf(id)),
      )
      const gone =
        session.state.selection.size > 0 ? removeBlocks(scene, session.state.selection, false) : null
      session.do(gone ? { ...gone, changes: [...cut.changes, ...gone.changes] } : cut)
      return
    }
    const command = commandOf(event)
    if (!command || (command.edits && readOnly)) return
    event.preventDefault()
    command.run(session, view)
  }

  // a paste event does not say whether Shift was held
  const isShifted = useRef(false)
  useEffect(() => {
    const isHere = () =>
      !isTyping(document.activeElement) &&
      (document.activeElement === document.body || root.current?.contains(document.activeElement) === true) &&
      !getSelection()?.toString()
    const onKey = (event: KeyboardEvent) => {
      isShifted.current = event.shiftKey
    }
    const onCopy = (event: ClipboardEvent) => {
      const text = isHere() ? copied(session.scene, session.state.selection) : null
      if (!text) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut') {
        const edit = removeBlocks(session.scene, session.state.selection, false)
        session.do({ ...edit, title: edit.title.replace('Remove', 'Cut') })
      }
    }
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain')
      if (!isHere() || !text) return
      event.preventDefault()
      const at = pointer.current && gridded(flow.screenToFlowPosition(pointer.current))
      session.do(
        paste(
          session.scene,
          text,
          { incoming: isShifted.current, ...(at && !isShifted.current && { at }) },
          session.newId,
        ),
      )
    }
    addEventListener('keydown', onKey, true)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      removeEventListener('keydown', onKey, true)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [session, flow])

  const close = useCallback(() => {
    session.set({ quickAdd: null, wiring: null, isSearching: false })
    root.current?.querySelector<HTMLElement>('.react-flow')?.focus()
  }, [session])

  return (
    <section
      ref={root}
      aria-label="Canvas"
      className="relative h-full min-h-0 w-full"
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget) hasFocus.current = root.current?.contains(relatedTarget) === true
      }}
      onFocus={({ target }) => {
        hasFocus.current = true
        // walked to by keyboard; a pointer chooses by itself
        const id = target.classList.contains('react-flow__node') ? target.getAttribute('data-id') : null
        if (id && target.matches(':focus-visible') && !session.state.selection.has(id)) session.select([id])
      }}
      onPointerMove={event => {
        pointer.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerLeave={() => {
        pointer.current = null
      }}
      onDragOver={event => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
      }}
      onDrop={onDrop}
      onDoubleClick={event => {
        if (
          event.target instanceof Element &&
          event.target.classList.contains('react-flow__pane') &&
          !readOnly
        )
          view.openPalette()
      }}
    >
      <ReactFlow<AnyFlow, WireFlow>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={onDragStart}
        onNodeDrag={onDrag}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={(_, dragged) =>
          session.do(moveBlocks(session.scene, new Map(dragged.map(({ id, position }) => [id, position]))))
        }
        isValidConnection={isValid}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={onReconnect}
        onNodeDoubleClick={(_, node) => session.enter(node.id)}
        onEdgeClick={(event, edge) => {
          const from = event.altKey ? session.scene.wires.get(edge.id) : undefined
          if (from) onPlot?.(from)
        }}
        onPaneClick={() => session.set({ bubble: null, quickAdd: null })}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        snapToGrid
        snapGrid={[10, 10]}
        connectionRadius={26}
        selectionOnDrag
        selectionKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        selectionMode={SelectionMode.Partial}
        panOnDrag={[1, 2]}
        panActivationKeyCode="Space"
        panOnScroll
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        // its own keys would move and choose blocks a second time
        disableKeyboardA11y
        minZoom={0.1}
        maxZoom={2}
        fitView
        fitViewOptions={{ padding: 0.15, maxZoom: 1 }}
        onlyRenderVisibleElements={nodes.length > 150}
        proOptions={{ hideAttribution: false }}
        tabIndex={0}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <MiniMap
          pannable
          zoomable
          ariaLabel="Map of the graph"
          style={{ width: 140, height: 90 }}
          nodeColor={node => (node.type === 'frame' ? 'transparent' : 'var(--line-strong)')}
          nodeStrokeColor="var(--line-strong)"
          nodeStrokeWidth={8}
        />
        <Controls showInteractive={false} />
      </ReactFlow>
      {nodes.length === 0 && (
        <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-faint">
          Double-click or press Tab to add a block. Typing “rsi 14 &lt; 30” adds all of its blocks, wired.
        </p>
      )}
      <QuickAdd onClose={close} />
      <WireList onClose={close} />
      <GraphSearch onClose={close} />
      {bubble && <RefusalBubble bubble={bubble} />}
    </section>
  )
}

/** Why a wire was refused, with the blocks that would make it possible. */
function RefusalBubble({ bubble: { screen, reason, offers } }: { readonly bubble: Bubble }) {
  const session = useSession()
  return (
    <div
      role="alert"
      className="absolute z-30 w-72 rounded-lg border border-bad bg-raised p-2.5 text-[12px] text-ink shadow-float"
      style={{ left: screen.x + 8, top: screen.y + 8 }}
    >
      <p>{reason}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {offers.map(({ adapter, from, to }) => (
          <button
            key={adapter.title}
            type="button"
            className="rounded border border-line-strong px-2 py-0.5 hover:bg-hover"
            onClick={() => {
              session.do(connectThrough(session.scene, from, to, adapter, session.newId))
              session.set({ bubble: null })
            }}
          >
            Put in “{adapter.title}”
          </button>
        ))}
        <button
          type="button"
          className="px-1 text-faint hover:text-ink"
          onClick={() => session.set({ bubble: null })}
        >
          Close
        </button>
      </div>
    </div>
  )
}

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
const gridded = ({ x, y }: Point): Point => ({ x: snapped(x), y: snapped(y) })
const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

/** A place of the screen, counted from the canvas' corner and kept far enough from its edges. */
function within(root: HTMLElement | null, { x, y }: Point): Point {
  const box = root?.getBoundingClientRect()
  if (!box) return { x, y }
  return {
    x: Math.max(8, Math.min(x - box.left, box.width - 340)),
    y: Math.max(8, Math.min(y - box.top, box.height - 360)),
  }
}
