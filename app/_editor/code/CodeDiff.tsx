'use client'
import { lazy, Suspense } from 'react'
import { Reading } from './CodeEditor'

interface CodeDiffProps {
  readonly before: string
  readonly after: string
}

const MonacoDiff = lazy(() => import('./MonacoDiff'))

/** Two texts side by side, to be read. */
export const CodeDiff = (props: CodeDiffProps) => (
  <Suspense fallback={<Reading text={props.after} />}>
    <MonacoDiff {...props} />
  </Suspense>
)
