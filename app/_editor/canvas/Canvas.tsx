'use client'
import {
  Background,
  BackgroundVariant,
  ControlButton,
  Controls,
  ReactFlow,
  type ReactFlowState,
  SelectionMode,
  useStore,
} from '@xyflow/react'
import { Map as MapIcon, Maximize } from 'lucide-react'
import '@xyflow/react/dist/style.css'
import './canvas.css'
import {
  type CSSProperties,
  type MouseEvent,
  memo,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
} from 'react'
import type { Point } from '../model/edits/blocks'
import type { End } from '../model/graphState'
import { BlockNode } from './BlockNode'
import { CanvasMenu, spotOf } from './CanvasMenu'
import type { View } from './command'
import { useSession, useSessionState } from './context'
import { FrameNode } from './FrameNode'
import { LEAST_ZOOM, MOST_ZOOM } from './fitted'
import type { AnyFlow, WireFlow } from './flow'
import { cardOf, editNote, paneOf } from './focus'
import { GraphMap } from './GraphMap'
import { GraphSearch } from './GraphSearch'
import { News } from './News'
import { NoteNode } from './NoteNode'
import { QuickAdd } from './QuickAdd'
import { RefusalBubble } from './RefusalBubble'
import { useCanvasKeys } from './useCanvasKeys'
import { useClipboard } from './useClipboard'
import { useDragging, usePaletteDrop } from './useDragging'
import { useFirstView, useFit } from './useFit'
import { useKeptFocus } from './useKeptFocus'
import { useSheet } from './useSheet'
import { useTarget, useView } from './useView'
import { useWiring } from './useWiring'
import { UnwireList, WireList } from './WireLists'
import { WorkBar } from './WorkBar'

// What React Flow is given stays the same object, or it would draw every block again.
const NODE_TYPES = { block: BlockNode, frame: FrameNode, note: NoteNode }
const SNAP: [number, number] = [10, 10]
const PAN_BUTTONS = [1, 2]
const MULTI_KEYS = ['Shift', 'Meta', 'Control']
const PLAIN = { hideAttribution: false }

const ALL_FROM = 0.55
/** How much of a block can be read at this zoom. */
const detailOf = ({ transform: [, , zoom] }: ReactFlowState): 'all' | 'title' | 'shape' =>
  zoom >= ALL_FROM ? 'all' : zoom >= 0.28 ? 'title' : 'shape'

/** How much larger than drawn what is to be read must be: in few steps, for each of them styles the whole sheet again. */
const farOf = ({ transform: [, , zoom] }: ReactFlowState): number =>
  zoom >= ALL_FROM ? 1 : 2 ** (Math.round(-2 * Math.log2(zoom)) / 2)

interface CanvasProps {
  readonly onView: (view: View) => void
  readonly onPlot?: (end: End) => void
}

export const Canvas = memo(function Canvas({ onView, onPlot }: CanvasProps) {
  const session = useSession()
  const { readOnly } = session
  const root = useRef<HTMLElement>(null)
  const pointer = useRef<Point | null>(null)
  /** What was selected as a button went down, the last two times. */
  const presses = useRef<readonly [ReadonlySet<string>, ReadonlySet<string>]>([
    session.state.selection,
    session.state.selection,
  ])
  const plot = useRef(onPlot)
  plot.current = onPlot
  const detail = useStore(detailOf)
  const far = useStore(farOf)

  const { nodes, edges, setNodes, onNodesChange, onEdgesChange } = useSheet()
  const fit = useFit(root)
  const { view, hands } = useView(root, pointer, fit)
  useFirstView(fit)
  const isMapShown = useSessionState(state => state.isMapShown)
  const clipboard = useClipboard(root, pointer)
  const dragging = useDragging(setNodes)
  const wiring = useWiring(root)
  const onKeyDown = useCanvasKeys(root, view)
  useTarget(root)
  const keptFocus = useKeptFocus(root, nodes, view)

  useEffect(() => onView(view), [onView, view])
  useEffect(() => {
    session.hands = { ...hands, ...clipboard, plot: end => plot.current?.(end) }
    return () => {
      session.hands = null
    }
  }, [session, hands, clipboard])

  const close = useCallback(() => {
    session.closeAll()
    paneOf(root.current)?.focus()
  }, [session])
  // a view that moves is a layer of its own, so that what stands in it isn't painted again
  const onMoveStart = useCallback(() => root.current?.setAttribute('data-moving', ''), [])
  const onMoveEnd = useCallback(() => root.current?.removeAttribute('data-moving'), [])
  const onPaneClick = useCallback(() => session.closeAll(), [session])
  const onNodeClick = useCallback(
    (event: MouseEvent, node: AnyFlow) => {
      // one of many that is clicked is meant alone
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) session.select([node.id])
    },
    [session],
  )
  const onNodeDoubleClick = useCallback(
    (_: unknown, node: AnyFlow) => {
      if (node.type === 'note') editNote(cardOf(root.current, node.id))
      else session.enter(node.id)
    },
    [session],
  )
  const onEdgeClick = useCallback(
    (event: MouseEvent, edge: WireFlow) => {
      const from = event.altKey ? session.scene.wires.get(edge.id) : undefined
      if (from) plot.current?.(from)
    },
    [session],
  )
  const openMenu = useCallback(
    (event: MouseEvent | globalThis.MouseEvent) => {
      const on = spotOf(session, event.target)
      if (!on) return
      event.preventDefault()
      session.closeAll()
      session.set({ menu: { on, screen: { x: event.clientX, y: event.clientY } } })
    },
    [session],
  )

  return (
    <>
      <section
        ref={root}
        aria-label="Canvas"
        data-detail={detail}
        style={{ '--far': far } as CSSProperties} // React's type knows no names of our own
        className="canvas relative h-full min-h-0 w-full"
        onKeyDown={onKeyDown}
        {...keptFocus}
        {...usePaletteDrop()}
        onPointerMove={(event: PointerEvent) => {
          pointer.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerLeave={() => {
          pointer.current = null
        }}
        onContextMenu={event => {
          // the ground answers when the button comes up, for it may be a drag that moves the view
          if (!isPane(event.target)) openMenu(event)
        }}
        onPointerDownCapture={() => {
          presses.current = [presses.current[1], session.state.selection]
        }}
        onDoubleClick={event => {
          // the first of the two clicks let go of what was selected
          if (isPane(event.target) && !readOnly) view.openPalette(presses.current[0])
        }}
      >
        <ReactFlow<AnyFlow, WireFlow>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          {...dragging}
          {...wiring}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onEdgeClick={onEdgeClick}
          onMoveStart={onMoveStart}
          onMoveEnd={onMoveEnd}
          onPaneClick={onPaneClick}
          onPaneContextMenu={openMenu}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          edgesFocusable={false}
          snapToGrid
          snapGrid={SNAP}
          connectionRadius={26}
          reconnectRadius={14}
          selectionOnDrag
          selectionKeyCode={null}
          multiSelectionKeyCode={MULTI_KEYS}
          selectionMode={SelectionMode.Partial}
          panOnDrag={PAN_BUTTONS}
          panActivationKeyCode="Space"
          panOnScroll
          zoomOnDoubleClick={false}
          deleteKeyCode={null}
          // its own keys would move and choose blocks a second time
          disableKeyboardA11y
          minZoom={LEAST_ZOOM}
          maxZoom={MOST_ZOOM}
          onlyRenderVisibleElements={nodes.length > 150}
          proOptions={PLAIN}
          tabIndex={0}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
          {isMapShown && <GraphMap />}
          <Controls showInteractive={false} showFitView={false}>
            <ControlButton title="Show everything" aria-label="Show everything" onClick={view.fit}>
              <Maximize />
            </ControlButton>
            <ControlButton
              title="Map of the graph"
              aria-label="Map of the graph"
              aria-pressed={isMapShown}
              onClick={() => session.showMap(!isMapShown)}
            >
              <MapIcon />
            </ControlButton>
          </Controls>
        </ReactFlow>
        {nodes.length === 0 && (
          <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-faint">
            {session.readOnly
              ? 'Nothing is drawn in this version.'
              : 'Double-click or press Tab to add a block. Typing “rsi 14 < 30” adds all of its blocks, wired.'}
          </p>
        )}
        <QuickAdd onClose={close} />
        <WireList onClose={close} />
        <UnwireList onClose={close} />
        <GraphSearch onClose={close} />
        <RefusalBubble />
        <WorkBar />
        <News />
      </section>
      <CanvasMenu view={view} root={root} />
    </>
  )
})

const isPane = (target: EventTarget): boolean =>
  target instanceof Element && target.classList.contains('react-flow__pane')
