'use client'
import { lazy, Suspense } from 'react'
import { Loading } from '../_ui/States'

const Loaded = lazy(async () => ({ default: (await import('./Drawing')).Drawing }))

/** The drawing of a graph. The catalogue it needs is no part of a page without one. */
export const LazyDrawing = ({ document }: { document: string }) => (
  <Suspense fallback={<Loading rows={6} />}>
    <Loaded document={document} />
  </Suspense>
)
