import type { ReactNode } from 'react'

interface PageProps {
  /** Controls of the whole page, left to right. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A page with a strip of tools above what it shows. */
export function Page({ tools, children }: PageProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      {tools && (
        <div className="flex flex-wrap items-center gap-2 border-b border-line bg-panel px-4 py-2">
          {tools}
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
    </div>
  )
}
