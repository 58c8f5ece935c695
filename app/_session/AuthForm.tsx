import type { FormEvent, ReactNode } from 'react'
import { Button } from '../_ui/Button'

interface AuthFormProps {
  readonly title: string
  readonly about: ReactNode
  readonly action: string
  readonly busy: boolean
  readonly problem: string | null
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
  readonly children: ReactNode
  readonly below?: ReactNode
}

export function AuthForm({ title, about, action, busy, problem, onSubmit, children, below }: AuthFormProps) {
  return (
    <>
      <h1 className="text-[17px] font-semibold">{title}</h1>
      <p className="mt-1 mb-4 text-soft">{about}</p>
      <form onSubmit={onSubmit} className="flex flex-col gap-3">
        {children}
        {problem && (
          <p role="alert" className="rounded-md border border-bad/40 bg-bad-wash px-3 py-2 text-bad">
            {problem}
          </p>
        )}
        <Button type="submit" look="primary" busy={busy} className="mt-1 h-9">
          {action}
        </Button>
      </form>
      {below}
    </>
  )
}

/** As long as the server asks for. */
export const PASSWORD_MIN = 10
