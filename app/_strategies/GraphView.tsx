'use client'
import { lazy, Suspense } from 'react'
import { Loading } from '../_ui/States'

const Drawing = lazy(async () => ({ default: (await import('./Drawing')).Drawing }))
const Printed = lazy(async () => ({ default: (await import('./Printed')).Printed }))

interface GraphViewProps {
  readonly document: string
  readonly as?: 'drawing' | 'code'
}

/** A graph to be looked at. The catalogue that this needs is no part of a page without one. */
export const GraphView = ({ document, as = 'drawing' }: GraphViewProps) => (
  <Suspense fallback={<Loading rows={6} />}>
    {as === 'drawing' ? <Drawing document={document} /> : <Printed document={document} />}
  </Suspense>
)
