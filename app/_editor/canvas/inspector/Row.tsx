import type { ReactNode } from 'react'

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

export const Row = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands inside
  <label className="flex items-center gap-2 px-4 py-1">
    <span className="w-20 shrink-0 text-faint">{label}</span>
    {children}
  </label>
)

export const Note = ({ children }: { readonly children: ReactNode }) => (
  <p className="px-4 py-1 text-faint">{children}</p>
)
