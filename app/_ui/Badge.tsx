import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const TONES: Readonly<Record<Tone, string>> = {
  neutral: 'border-line-strong text-soft',
  accent: 'border-accent/40 bg-accent-wash text-accent',
  good: 'border-good/40 text-good',
  warn: 'border-warn/40 text-warn',
  bad: 'border-bad/40 bg-bad-wash text-bad',
}

export const Badge = ({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ReactNode
}) => (
  <span
    title={title}
    className={clsx(
      'inline-flex h-5 items-center align-middle gap-1 rounded border px-1.5 text-[11px] whitespace-nowrap',
      TONES[tone],
    )}
  >
    {children}
  </span>
)

export const Key = ({ children }: { children: ReactNode }) => (
  <kbd className="inline-grid h-5 min-w-5 place-items-center rounded border border-line-strong bg-ground px-1 font-sans text-[11px] text-soft">
    {children}
  </kbd>
)
