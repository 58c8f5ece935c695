import type { ReactNode } from 'react'

interface SegmentsProps<Value extends string> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note?: ReactNode }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** A few ways to look at the same thing, side by side. */
export const Segments = <Value extends string>({ label, options, value, onChange }: SegmentsProps<Value>) => (
  <div role="group" aria-label={label} className="flex h-7 rounded-md border border-line-strong p-px">
    {options.map(option => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className="flex items-center gap-1.5 rounded px-2 whitespace-nowrap text-soft hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink"
      >
        {option.label}
        {option.note !== undefined && <span className="text-faint tabular-nums">{option.note}</span>}
      </button>
    ))}
  </div>
)
