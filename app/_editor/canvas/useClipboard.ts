'use client'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { type Point, removeBlocks } from '../model/edits/blocks'
import { copied, paste } from '../model/edits/clipboard'
import { withHidden } from '../model/frames'
import { useSession } from './context'
import { isTyping } from './focus'
import { gridded } from './points'
import type { EditorSession, Hands } from './session'

const cutAway = (session: EditorSession): void => {
  const edit = removeBlocks(session.scene, withHidden(session.scene, session.state.selection), false)
  session.do({ ...edit, title: edit.title.replace('Remove', 'Cut') })
}

const UNREADABLE = 'The browser does not let this page at the clipboard. Press Ctrl-V on the canvas instead.'
const UNWRITABLE = 'The browser does not let this page at the clipboard. Press Ctrl-C on the canvas instead.'

/** Copy, cut and paste by the browser's own events, and for the menu by its clipboard. */
export function useClipboard(
  root: RefObject<HTMLElement | null>,
  pointer: RefObject<Point | null>,
): Pick<Hands, 'copy' | 'cut' | 'paste'> {
  const session = useSession()
  const flow = useReactFlow()
  // a paste event does not say whether Shift was held
  const isShifted = useRef(false)

  const hands = useMemo(() => {
    const put = (text: string, incoming: boolean) => {
      // with wires into them blocks belong beside those they came from
      const at = incoming ? null : pointer.current
      const place = at && { at: gridded(flow.screenToFlowPosition(at)) }
      session.do(paste(session.scene, text, { incoming, ...place }, session.newId))
    }
    const take = (after: () => void) => {
      const text = copied(session.scene, session.state.selection)
      if (text) navigator.clipboard?.writeText(text).then(after, () => session.say(UNWRITABLE))
    }
    return {
      put,
      copy: () => take(() => {}),
      cut: () => take(() => cutAway(session)),
      paste: (incoming: boolean) => {
        const read = navigator.clipboard?.readText?.() ?? Promise.reject(new Error('no clipboard'))
        read.then(
          text => put(text, incoming),
          () => session.say(UNREADABLE),
        )
      },
    }
  }, [session, flow, pointer])

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
      if (event.type === 'cut') cutAway(session)
    }
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain')
      if (!isHere() || !text) return
      event.preventDefault()
      hands.put(text, isShifted.current)
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
  }, [session, hands, root])
  return hands
}
