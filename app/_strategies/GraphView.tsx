'use client'
import { Suspense } from 'react'
import { later } from '../_ui/later'
import { Loading } from '../_ui/States'

const Drawing = later(async () => (await import('./Drawing')).Drawing)

/** A graph to be looked at. The catalogue that this needs is no part of a page without one. */
export const GraphView = ({ document }: { document: string }) => (
  <Suspense fallback={<Loading rows={6} />}>
    <Drawing document={document} />
  </Suspense>
)
