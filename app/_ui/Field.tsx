import { type ComponentProps, type ReactNode, useId } from 'react'
import { inputClass } from './inputClass'
import { Select, type SelectProps } from './Select'

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

export function SelectField<Value extends string>({
  label,
  hint,
  problem,
  ...rest
}: Around & SelectProps<Value>) {
  const id = useId()
  return (
    <Labelled label={label} hint={hint} problem={problem} id={id}>
      <Select {...rest} label={label} id={id} />
    </Labelled>
  )
}

interface CheckFieldProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export const CheckField = ({ label, hint, checked, onChange }: CheckFieldProps) => (
  <label className="flex items-center gap-2 text-soft" title={hint}>
    <input
      type="checkbox"
      checked={checked}
      onChange={event => onChange(event.target.checked)}
      className="size-3.5 accent-accent"
    />
    {label}
  </label>
)
