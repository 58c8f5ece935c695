'use client'
import { type ReactNode, Suspense } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Problem } from '@/sandbox/ir/problem'
import type { Origin } from '@/sandbox/ir/program'
import { later } from '../../_ui/later'
import { Loading } from '../../_ui/States'
import { BelowPane, usePane } from './BelowPane'

// The worker, the chart and the catalogue come when the preview is shown.
const Docked = later(async () => (await import('./Docked')).Docked)

interface PreviewDockProps {
  readonly strategyId: string
  readonly document: Document
  readonly onJump: (origin: Origin) => void
  /** What went wrong while the document's scripts ran; keep its identity. */
  readonly onProblems?: (problems: readonly Problem[]) => void
  /** What is worked on; it stands above the preview. */
  readonly children: ReactNode
}

/** A document's editor with its preview below. */
export function PreviewDock({ children, ...docked }: PreviewDockProps) {
  const pane = usePane()
  return (
    <BelowPane
      pane={pane}
      above={children}
      bar={<h2 className="px-1 text-[12px] font-medium text-soft">Preview</h2>}
    >
      <Suspense fallback={<Loading rows={6} />}>
        <Docked {...docked} />
      </Suspense>
    </BelowPane>
  )
}
