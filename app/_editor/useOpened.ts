'use client'
import { useEffect, useRef, useState } from 'react'
import { useSay } from '../_ui/Toasts'
import { EditorSession } from './canvas/session'
import { browserStore } from './model/browserStore'
import { type HistoryStore, keeping, revived } from './model/historyStore'
import { newIds } from './model/ids'
import { openDocument } from './model/strategyModel'
import { tabName } from './model/tab'

let opened: HistoryStore | null = null
const database = (): HistoryStore => {
  opened ??= browserStore(() => Date.now())
  return opened
}

interface Opening {
  readonly strategyId: string
  readonly document: string
  readonly readOnly: boolean
  readonly startAt?: string | null
}

interface Opened {
  /** Null until the document is open. */
  readonly session: EditorSession | null
  /** Why it can't be opened. */
  readonly unread: string | null
}

/** A document opened with the log of its edits, which is kept for as long as it is open. */
export function useOpened({ strategyId, document, readOnly, startAt }: Opening): Opened {
  const say = useSay()
  const [session, setSession] = useState<EditorSession | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const first = useRef({ document, readOnly, say, startAt })
  useEffect(() => {
    let isGone = false
    let stop = () => {}
    const { document, readOnly, say, startAt } = first.current
    void (async () => {
      const store = database()
      const key = { strategy: strategyId, tab: await tabName().catch(() => 'this') }
      const kept = await store.load(key).catch(() => []) // without a database the log begins anew
      const now = () => performance.now()
      const opened = openDocument('graph', document, now)
      if (isGone) return
      if (!opened.ok) {
        setUnread(opened.problems[0]?.message ?? 'The document can’t be read.')
        return
      }
      const model = revived(kept, 'graph', document, now) ?? opened.model
      if (!readOnly) {
        const log = keeping(model, store, key)
        addEventListener('pagehide', log.flush)
        stop = () => {
          removeEventListener('pagehide', log.flush)
          log.stop()
        }
      }
      const session = new EditorSession(model, {
        newId: newIds(Math.random),
        readOnly,
        say: sentence => say.failed('Not possible', new Error(sentence)),
      })
      if (startAt) session.goTo(startAt)
      setSession(session)
    })()
    return () => {
      isGone = true
      stop()
    }
  }, [strategyId])
  return { session, unread }
}
