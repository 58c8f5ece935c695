'use client'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Document } from '@/sandbox/compile/compiled'
import type { Problem } from '@/sandbox/ir/problem'
import type { Origin } from '@/sandbox/ir/program'
import { Loading } from '../../_ui/States'

// The worker, the chart and the catalogue come when the preview is shown.
const Docked = lazy(async () => ({ default: (await import('./Docked')).Docked }))

interface PreviewDockProps {
  readonly document: Document
  readonly onJump: (origin: Origin) => void
  /** What went wrong while the document's scripts ran; keep its identity. */
  readonly onProblems?: (problems: readonly Problem[]) => void
  /** What is worked on; it stands above the preview. */
  readonly children: ReactNode
}

/** A document's editor with its preview below, which can be folded away. */
export function PreviewDock({ document, onJump, onProblems, children }: PreviewDockProps) {
  const [open, setOpen] = useState(true)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-40 flex-1">{children}</div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-6 shrink-0 items-center gap-1.5 border-t border-line bg-panel px-3 text-[11px] text-faint hover:text-ink"
      >
        {open ? <ChevronDown size={12} /> : <ChevronUp size={12} />} Preview
      </button>
      {open && (
        <div className="h-[56%] min-h-72 shrink-0">
          <Suspense fallback={<Loading rows={6} />}>
            <Docked document={document} onJump={onJump} {...(onProblems && { onProblems })} />
          </Suspense>
        </div>
      )}
    </div>
  )
}
