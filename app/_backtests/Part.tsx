import type { ReactNode } from 'react'

interface PartProps {
  readonly title: string
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A titled piece of a report. */
export const Part = ({ title, tools, children }: PartProps) => (
  <section aria-label={title} className="min-w-0 break-inside-avoid rounded-lg border border-line bg-panel">
    <div className="flex h-10 items-center gap-2 border-b border-line px-3">
      <h2 className="flex-1 font-semibold">{title}</h2>
      {tools && <div className="print:hidden">{tools}</div>}
    </div>
    <div className="overflow-x-auto p-3">{children}</div>
  </section>
)

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="py-6 text-center text-faint">{children}</p>
)
