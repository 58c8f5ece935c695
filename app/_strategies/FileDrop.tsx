'use client'
import clsx from 'clsx'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useSay } from '../_ui/Toasts'

interface FileDropProps {
  /** What the place is called. */
  readonly label: string
  /** What becomes of files that are dropped here. */
  readonly says: string
  /** Why nothing may be dropped; null: it may. */
  readonly blocked: string | null
  readonly onFiles: (files: readonly File[]) => void
  readonly className?: string
  readonly children: ReactNode
}

const isFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

/** A place that takes files wherever on it they are dropped, and says so while they hover over it. */
export function FileDrop({ label, says, blocked, onFiles, className, children }: FileDropProps) {
  const say = useSay()
  const [over, setOver] = useState(0)
  const heard = (does: (event: DragEvent) => void) => (event: DragEvent) => {
    if (!isFiles(event)) return
    // without it the browser leaves the page for the file, or the code editor puts its text at the caret
    event.preventDefault()
    event.stopPropagation()
    does(event)
  }
  return (
    <section
      aria-label={label}
      className={clsx('relative h-full min-h-0', className)}
      onDragEnterCapture={heard(() => setOver(depth => depth + 1))}
      onDragLeaveCapture={heard(() => setOver(depth => Math.max(0, depth - 1)))}
      onDragOverCapture={heard(({ dataTransfer }) => {
        dataTransfer.dropEffect = blocked === null ? 'copy' : 'none'
      })}
      onDropCapture={heard(({ dataTransfer }) => {
        setOver(0)
        if (blocked !== null) say.failed('Not imported', new Error(blocked))
        else onFiles([...dataTransfer.files])
      })}
    >
      {children}
      {over > 0 && (
        <div
          role="status"
          className={clsx(
            'pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-lg border-2 border-dashed',
            blocked === null ? 'border-accent bg-accent-wash' : 'border-bad bg-bad-wash',
          )}
        >
          <p className="rounded-md bg-raised px-4 py-2 shadow-float">{blocked ?? says}</p>
        </div>
      )}
    </section>
  )
}
