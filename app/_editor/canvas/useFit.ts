'use client'
import { useNodesInitialized, useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'
import { shownBoxes } from '../model/frames'
import { useSession } from './context'
import { fitted } from './fitted'
import { paneOf } from './focus'

const IN_THE_CORNERS = '.react-flow__minimap, .react-flow__controls'

export type Fit = (how: { readonly mostZoom: number; readonly duration: number }) => void

/** Shows the whole sheet, beside what lies over the canvas. */
export function useFit(root: RefObject<HTMLElement | null>): Fit {
  const session = useSession()
  const flow = useReactFlow()
  return useCallback(
    ({ mostZoom, duration }) => {
      const pane = paneOf(root.current)
      if (!pane) return
      const { left, top, width, height } = pane.getBoundingClientRect()
      const corners = Array.from(pane.querySelectorAll(IN_THE_CORNERS), each => {
        const box = each.getBoundingClientRect()
        return { x: box.left - left, y: box.top - top, width: box.width, height: box.height }
      })
      const view = fitted(shownBoxes(session.scene), { width, height, corners }, mostZoom)
      if (view) void flow.setViewport(view, { duration })
    },
    [session, flow, root],
  )
}

/** Shows the whole sheet once it is drawn, unless a block of it is gone to. */
export function useFirstView(fit: Fit): void {
  const session = useSession()
  const isDrawn = useNodesInitialized()
  const wasShown = useRef(false)
  useLayoutEffect(() => {
    if (!isDrawn || wasShown.current) return
    wasShown.current = true
    if (!session.state.target) fit({ mostZoom: 1, duration: 0 })
  }, [isDrawn, fit, session])
}
