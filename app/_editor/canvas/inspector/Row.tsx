import { type ReactNode, useId } from 'react'

export const Heading = ({
  children,
  action,
}: {
  readonly children: ReactNode
  readonly action?: ReactNode
}) => (
  <div className="flex items-center justify-between px-4 pt-3 pb-1">
    <h3 className="text-[11px] font-semibold tracking-wide text-faint uppercase">{children}</h3>
    {action}
  </div>
)

interface RowProps {
  readonly label: string
  /** The control, under the id that ties it to its label. */
  readonly children: (id: string) => ReactNode
}

export function Row({ label, children }: RowProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-2 px-4 py-1">
      <label htmlFor={id} className="w-20 shrink-0 text-faint">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

export const Note = ({ children }: { readonly children: ReactNode }) => (
  <p className="px-4 py-1 text-faint">{children}</p>
)
