'use client'
import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { latin } from '../../_actions/latin'
import { type View, whyNot } from './command'
import { commandOf } from './commands'
import { useSession } from './context'
import { isTyping, paneOf } from './focus'

/** How long the page waits for the second of two keys, such as `g s` and `v c`. */
const SEQUENCE_MS = 1_000

/** The keys of the canvas. Text keys belong to the field that has the focus, undo and redo to the document. */
export function useCanvasKeys(root: RefObject<HTMLElement | null>, view: View) {
  const session = useSession()
  const first = useRef(Number.NEGATIVE_INFINITY)
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const isModified = event.ctrlKey || event.metaKey
    if (isTyping(event.target)) {
      if (event.key === 'Escape') paneOf(root.current)?.focus()
      if (!isModified) return
      if (!/^[zy]$/i.test(latin(event))) {
        event.stopPropagation()
        return
      }
    }
    const isPress = (event.key === 'Enter' || event.key === ' ') && !isModified
    if (isPress && event.target instanceof HTMLElement && event.target.closest('button, a')) return
    if (event.key === 'Escape' && !isModified && session.state.work) {
      session.state.work.cancel()
      return
    }
    if (event.key === 'Escape' && !isModified) {
      session.closeAll()
      session.select([])
      return
    }
    const isSecond = event.timeStamp - first.current < SEQUENCE_MS
    const isPlain = event.key.length === 1 && !isModified && !event.altKey
    first.current = isPlain && /^[gv]$/.test(latin(event)) ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (isSecond && isPlain) return
    const command = commandOf(event)
    if (!command) return
    event.preventDefault()
    const reason = whyNot(command, session)
    if (reason === null) command.run(session, view)
    else if (!command.isQuiet) session.say(reason)
  }
}
