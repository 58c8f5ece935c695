'use client'
import { Suspense } from 'react'
import { later } from '../../_ui/later'
import { Reading } from './CodeEditor'

interface CodeDiffProps {
  readonly before: string
  readonly after: string
}

const MonacoDiff = later(async () => (await import('./MonacoDiff')).default)

/** Two texts side by side, to be read. */
export const CodeDiff = (props: CodeDiffProps) => (
  <Suspense fallback={<Reading text={props.after} />}>
    <MonacoDiff {...props} />
  </Suspense>
)
