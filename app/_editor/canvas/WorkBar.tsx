'use client'
import { useSessionState } from './context'

/** What the canvas is at, once it takes a while, and the way out of it. */
export function WorkBar() {
  const work = useSessionState(state => state.work)
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-3 z-20 flex justify-center">
      {work && (
        <p className="late pointer-events-auto flex items-center gap-3 rounded-lg border border-line-strong bg-raised px-3 py-1.5 text-soft shadow-float">
          {work.says}
          <button type="button" className="rounded px-1 text-accent hover:bg-hover" onClick={work.cancel}>
            Cancel
          </button>
        </p>
      )}
    </div>
  )
}
