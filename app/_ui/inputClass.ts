import clsx from 'clsx'

/** The look of whatever is typed or chosen into. */
export const inputClass = (className?: string): string =>
  clsx(
    'h-8 w-full rounded-md border border-line-strong bg-ground px-2.5 text-ink placeholder:text-faint focus:border-accent focus:outline-none disabled:opacity-60 aria-invalid:border-bad',
    className,
  )
