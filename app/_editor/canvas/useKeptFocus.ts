'use client'
import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'
import type { View } from './command'
import { useSession, useSessionState } from './context'
import type { AnyFlow } from './flow'
import { inspectorOf, paneOf } from './focus'

/** What opens over the page gives the focus back when it goes. */
const OVER_THE_PAGE = '[role="dialog"], [role="menu"]'

/**
 * Keeps the keys with the canvas: a block that goes takes the focus with it, and so does a button of the inspector that goes with
 * what it was about. Another sheet is shown whole.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, nodes: readonly AnyFlow[], view: View) {
  const session = useSession()
  const depth = useSessionState(({ path }) => path.length)
  const isHere = useRef(false)
  const shownDepth = useRef(0)
  useEffect(() => {
    const onFocus = ({ target }: globalThis.FocusEvent) => {
      if (!(target instanceof Element) || target.closest(OVER_THE_PAGE)) return
      isHere.current = [root.current, inspectorOf(document)].some(each => each?.contains(target))
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [root])
  useEffect(() => {
    let frame = 0
    // the page shows it a moment after it is handed over
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (isHere.current && document.activeElement === document.body) paneOf(root.current)?.focus()
      })
    }
    look()
    const forgets = [session.model.subscribe(look), session.subscribe(look)]
    return () => {
      for (const forget of forgets) forget()
      cancelAnimationFrame(frame)
    }
  }, [nodes, session, root])
  useEffect(() => {
    if (shownDepth.current === depth) return
    shownDepth.current = depth
    const frame = requestAnimationFrame(() => {
      view.fit()
      // beside the canvas, code keeps its keys
      if (!document.activeElement?.closest('.nokey')) paneOf(root.current)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [depth, view, root])
  useEffect(() => {
    // Escape goes back from the inspector as it does from a field on the canvas
    const onKey = (event: KeyboardEvent) => {
      const isThere = event.target instanceof Node && inspectorOf(document)?.contains(event.target)
      if (event.key !== 'Escape' || !isThere || event.defaultPrevented) return
      paneOf(root.current)?.focus()
      if (session.state.isSideOpen) session.set({ isSideOpen: false })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [session, root])
  return {
    onFocus: ({ target }: FocusEvent) => {
      // walked to by keyboard; a pointer chooses by itself
      const id = target.classList.contains('react-flow__node') ? target.getAttribute('data-id') : null
      if (id && target.matches(':focus-visible') && !session.state.selection.has(id)) session.select([id])
    },
  }
}
