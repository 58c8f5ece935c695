import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger'

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  plain: 'border-line-strong bg-raised text-ink hover:bg-hover',
  primary: 'border-transparent bg-accent text-accent-ink hover:brightness-110',
  quiet: 'border-transparent text-soft hover:bg-hover hover:text-ink',
  danger: 'border-bad/40 bg-bad-wash text-bad hover:border-bad',
}

export const buttonClass = (look: ButtonLook = 'plain', className?: string): string =>
  clsx(
    'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5 font-medium whitespace-nowrap transition-colors select-none disabled:pointer-events-none disabled:opacity-45 aria-disabled:opacity-45',
    LOOKS[look],
    className,
  )

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook
  readonly icon?: ReactNode
  /** Why it can't be pressed. It stays focusable, so that the reason can be read. */
  readonly blocked?: string | null | false
  readonly busy?: boolean
}

export function Button({ look, icon, blocked, busy, className, children, ...rest }: ButtonProps) {
  const off = blocked
    ? { 'aria-disabled': true, title: blocked, onClick: undefined, type: 'button' as const }
    : {}
  return (
    <button
      type="button"
      {...rest}
      {...off}
      disabled={rest.disabled || busy}
      className={buttonClass(look, className)}
    >
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon'> {
  /** Read aloud, and shown on hover. */
  readonly label: string
}

export function IconButton({ label, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button title={label} aria-label={label} look={look} className={clsx('w-7 px-0!', className)} {...rest} />
  )
}
