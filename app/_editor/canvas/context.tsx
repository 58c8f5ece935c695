'use client'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { GraphState, Scene } from '../model/graphState'
import type { PreviewStore } from '../preview/store'
import type { EditorSession, SessionState } from './session'

const Session = createContext<EditorSession | null>(null)
export const SessionProvider = Session.Provider

export function useSession(): EditorSession {
  const session = useContext(Session)
  if (!session) throw new Error('A part of the canvas stands outside of an editor.')
  return session
}

/** Part of what is open and selected; renders when that part is another one. */
export function useSessionState<T>(pick: (state: SessionState) => T): T {
  const session = useSession()
  const read = () => pick(session.state)
  return useSyncExternalStore(session.subscribe, read, read)
}

/** Part of the document; renders when that part is another one. */
export function useGraph<T>(pick: (graph: GraphState) => T): T {
  const { model } = useSession()
  const read = () => pick(model.state)
  return useSyncExternalStore(model.subscribe, read, read)
}

/** The sheet that is shown. Renders with every change of it: for lists, not for blocks. */
export function useScene(): Scene {
  const session = useSession()
  useGraph(graph => graph)
  useSessionState(({ path }) => path)
  return session.scene
}

/** Live values, where the page has them. */
const Preview = createContext<PreviewStore | null>(null)
export const PreviewProvider = Preview.Provider
export const usePreviewStore = (): PreviewStore | null => useContext(Preview)
