import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Tip } from './Tip'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger'

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  plain: 'border-line-strong bg-raised text-ink hover:bg-hover',
  primary: 'border-transparent bg-accent text-accent-ink hover:brightness-110',
  quiet:
    'border-transparent text-soft hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink',
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

export function Button({ blocked, ...rest }: ButtonProps) {
  if (!blocked) return <Bare {...rest} />
  return (
    <Tip text={blocked}>
      <Bare {...rest} aria-disabled aria-description={blocked} onClick={undefined} type="button" />
    </Tip>
  )
}

function Bare({ look, icon, busy, className, children, ...rest }: Omit<ButtonProps, 'blocked'>) {
  return (
    <button type="button" {...rest} disabled={rest.disabled || busy} className={buttonClass(look, className)}>
      {icon}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon'> {
  /** Read aloud, and shown on hover. */
  readonly label: string
}

export function IconButton({ label, look = 'quiet', className, blocked, ...rest }: IconButtonProps) {
  const off = blocked
    ? { 'aria-disabled': true, 'aria-description': blocked, onClick: undefined, type: 'button' as const }
    : {}
  return (
    <Tip text={blocked ? `${label}: ${blocked}` : label}>
      <Bare {...rest} {...off} aria-label={label} look={look} className={clsx('w-7 px-0!', className)} />
    </Tip>
  )
}
