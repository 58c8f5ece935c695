import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

const BOX =
  'w-full rounded-md border border-line-strong bg-ground px-2.5 text-ink placeholder:text-faint focus:border-accent focus:outline-none disabled:opacity-60 aria-invalid:border-bad'

export const inputClass = (className?: string): string => clsx(BOX, 'h-8', className)

interface Around {
  readonly label: string
  readonly hint?: ReactNode
  /** What is wrong with the value; the field is marked and the sentence read with it. */
  readonly problem?: string | null | undefined
}

function Labelled({ label, hint, problem, id, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-soft">
        {label}
      </label>
      {children}
      {problem ? (
        <p id={`${id}-note`} role="alert" className="text-bad">
          {problem}
        </p>
      ) : hint ? (
        <p id={`${id}-note`} className="text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

export function TextField({ label, hint, problem, className, ...rest }: Around & ComponentProps<'input'>) {
  const id = useId()
  const described = problem || hint ? `${id}-note` : undefined
  return (
    <Labelled label={label} hint={hint} problem={problem} id={id}>
      <input
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
        className={inputClass(className)}
      />
    </Labelled>
  )
}

export function SelectField({ label, hint, problem, className, ...rest }: Around & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Labelled label={label} hint={hint} problem={problem} id={id}>
      <select {...rest} id={id} className={inputClass(className)} />
    </Labelled>
  )
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={clsx(BOX, 'py-2', className)} />
}
