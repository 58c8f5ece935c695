// What a place shows when it has nothing to show: yet, any more, or for you.
import { AlertTriangle, Lock, RotateCw, SearchX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button, buttonClass } from './Button'
import { explain } from './problem'

interface NoticeProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly role?: 'alert'
}

function Notice({ icon, title, children, actions, role }: NoticeProps) {
  return (
    <div
      role={role}
      className="flex h-full min-h-56 flex-col items-center justify-center gap-2 p-8 text-center"
    >
      <span className="mb-1 grid size-10 place-items-center rounded-xl border border-line bg-raised text-faint">
        {icon}
      </span>
      <h2 className="text-[15px] font-semibold">{title}</h2>
      <div className="max-w-md text-soft">{children}</div>
      {actions && <div className="mt-3 flex gap-2">{actions}</div>}
    </div>
  )
}

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
}

export const Empty = (props: EmptyProps) => <Notice {...props} />

export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { sentence, code, requestId } = explain(error)
  if (code === 'NOT_ALLOWED' || code === 'NOT_FOR_GUESTS') return <Forbidden>{sentence}</Forbidden>
  if (code === 'NOT_FOUND') return <Missing>{sentence}</Missing>
  return (
    <Notice
      role="alert"
      icon={<AlertTriangle size={18} />}
      title="This can’t be shown"
      actions={
        onRetry && (
          <Button icon={<RotateCw size={14} />} onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {sentence}
      {requestId && <p className="mt-1 font-mono text-[11px] text-faint">Request {requestId}</p>}
    </Notice>
  )
}

export const Forbidden = ({ children }: { children: ReactNode }) => (
  <Notice icon={<Lock size={18} />} title="Not with your role">
    {children}
  </Notice>
)

export const Missing = ({ children }: { children: ReactNode }) => (
  <Notice
    icon={<SearchX size={18} />}
    title="Nothing here"
    actions={
      <Link href="/" className={buttonClass()}>
        To the start
      </Link>
    }
  >
    {children}
  </Notice>
)

const ROW_WIDTHS = ['62%', '48%', '71%', '55%', '66%', '42%']

/** Rows to come. Says so to a screen reader once. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3 p-4">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton h-4" style={{ width: ROW_WIDTHS[row % ROW_WIDTHS.length] }} />
      ))}
    </div>
  )
}
