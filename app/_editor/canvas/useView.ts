'use client'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useMemo } from 'react'
import { flushSync } from 'react-dom'
import type { Point } from '../model/edits/blocks'
import type { End } from '../model/graphState'
import { boxOf } from '../model/size'
import type { View } from './command'
import { useSession, useSessionState } from './context'
import { MOST_ZOOM } from './fitted'
import { cardOf, fieldOf, focusValue, inspectorOf, prefersStill } from './focus'
import { gridded, middleOf, within } from './points'
import type { Hands, OpenMenu, QuickAdd } from './session'
import type { Fit } from './useFit'

const GLIDE_MS = 250
const glide = (): number => (prefersStill() ? 0 : GLIDE_MS)

/** What commands need of the canvas: where things are, and where to go. */
export function useView(
  root: RefObject<HTMLElement | null>,
  pointer: RefObject<Point | null>,
  fit: Fit,
): {
  readonly view: View
  readonly hands: Pick<Hands, 'editValues' | 'inspect' | 'openMenu' | 'insertOnWire'>
} {
  const session = useSession()
  const flow = useReactFlow()
  return useMemo(() => {
    const openAt = (screen: Point, goes: Pick<QuickAdd, 'wire' | 'behind'>) => {
      const at = gridded(flow.screenToFlowPosition(screen))
      session.set({ quickAdd: { at, screen: within(root.current, screen), ...goes } })
    }
    const wireMiddle = (to: End) =>
      middleOf(
        root.current?.querySelector(`.react-flow__edge[data-id="${CSS.escape(`${to.block}:${to.port}`)}"]`),
      )
    return {
      view: {
        fit: () => fit({ mostZoom: MOST_ZOOM, duration: glide() }),
        middle: () => flow.screenToFlowPosition(middleOf(root.current)),
        openPalette: (behind = session.state.selection) =>
          openAt(pointer.current ?? middleOf(root.current), { behind }),
      },
      hands: {
        editValues: () => {
          const [id] = session.state.selection
          if (id !== undefined) focusValue(cardOf(root.current, id))
        },
        inspect: () => {
          if (session.state.selection.size === 0) flushSync(() => session.set({ isSideOpen: true }))
          const inspector = inspectorOf(document)
          const field = inspector?.querySelector<HTMLElement>('input, textarea')
          ;(field ?? inspector?.querySelector<HTMLElement>('button, select'))?.focus()
        },
        openMenu: () => session.set({ menu: menuOfSelection() }),
        insertOnWire: to => openAt(wireMiddle(to), { wire: { kind: 'on', end: to } }),
      },
    }
    function menuOfSelection(): OpenMenu {
      const { selection, wires } = session.state
      const [id] = selection
      if (id !== undefined)
        return { on: selection.size > 1 ? 'selection' : 'block', screen: middleOf(cardOf(root.current, id)) }
      const [wire] = wires
      const edge = wire && root.current?.querySelector(`.react-flow__edge[data-id="${CSS.escape(wire)}"]`)
      return edge ? { on: 'wire', screen: middleOf(edge) } : { on: 'canvas', screen: middleOf(root.current) }
    }
  }, [session, flow, root, pointer, fit])
}

/** Brings the block the session wants to go to into view, and gives it the focus unless that is kept elsewhere. */
export function useTarget(root: RefObject<HTMLElement | null>): void {
  const session = useSession()
  const flow = useReactFlow()
  const target = useSessionState(state => state.target)
  useEffect(() => {
    const block = target && session.scene.blocks.get(target.block)
    if (!block) return
    const { x, y, width, height } = boxOf(block, session.model.state)
    void flow.setCenter(x + width / 2, y + height / 2, {
      zoom: Math.max(0.8, flow.getZoom()),
      duration: glide(),
    })
    if (target.keepsFocus) return
    const frame = requestAnimationFrame(() => {
      const card = cardOf(root.current, block.id)
      const field = target.port === undefined ? null : fieldOf(card, target.port)
      const shown = field ?? card
      shown?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [target, flow, session, root])
}
