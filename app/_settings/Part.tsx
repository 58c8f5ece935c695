import type { ReactNode } from 'react'

interface PartProps {
  readonly title: string
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** One thing to set, with what it means beside it. */
export const Part = ({ title, about, children }: PartProps) => (
  <section
    aria-label={title}
    className="grid gap-x-8 gap-y-3 border-b border-line py-6 last:border-b-0 lg:grid-cols-[220px_minmax(0,1fr)]"
  >
    <div>
      <h2 className="font-semibold">{title}</h2>
      {about && <p className="mt-1 text-faint">{about}</p>}
    </div>
    <div className="max-w-md">{children}</div>
  </section>
)

/** A page of such parts. */
export const Parts = ({ children }: { children: ReactNode }) => (
  <div className="max-w-4xl px-6">{children}</div>
)
