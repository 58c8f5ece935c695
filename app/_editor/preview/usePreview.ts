'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Tell } from './protocol'
import { type PreviewState, PreviewStore } from './store'
import type { Thread } from './watched'

function makeWorker(): Thread {
  const worker = new Worker(new URL('./preview.worker.ts', import.meta.url), {
    type: 'module',
    name: 'preview',
  })
  const thread: Thread = {
    postMessage: ask => worker.postMessage(ask),
    terminate: () => worker.terminate(),
    onmessage: null,
    onerror: null,
  }
  worker.onmessage = (event: MessageEvent<Tell>) => thread.onmessage?.(event)
  worker.onerror = event => thread.onerror?.(event)
  return thread
}

/** A preview of a document as it is edited. It computes in a worker of its own for as long as the component is there. */
export function usePreview({ kind, document, params }: Document): PreviewStore {
  const [store] = useState(() => new PreviewStore(makeWorker))
  useEffect(() => store.edit({ kind, document, ...(params && { params }) }), [store, kind, document, params])
  useEffect(() => () => store.dispose(), [store])
  useEffect(() => onTheme(() => store.recolour()), [store])
  return store
}

/** The page’s theme is chosen on its root, or follows the system. */
function onTheme(change: () => void): () => void {
  const chosen = new MutationObserver(change)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const system = matchMedia('(prefers-color-scheme: light)')
  system.addEventListener('change', change)
  return () => {
    chosen.disconnect()
    system.removeEventListener('change', change)
  }
}

export const usePreviewState = (store: PreviewStore): PreviewState =>
  useSyncExternalStore(store.subscribe, store.state, store.state)

/** The bar that is looked at. Renders with every move: only for what can't be painted. */
export const useCursor = (store: PreviewStore): number =>
  useSyncExternalStore(store.subscribeCursor, store.cursor, store.cursor)
