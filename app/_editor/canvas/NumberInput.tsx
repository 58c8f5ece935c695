'use client'
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { commaRefusal, typedNumber } from '../../_ui/typedNumber'

/** The look of what is typed into on a block. */
export const FIELD =
  'nodrag nopan nokey h-[18px] rounded border border-line bg-ground px-1 text-right text-[11px] text-ink tabular-nums focus:border-accent focus:outline-none'

interface NumberInputProps {
  readonly value: number | null
  readonly onSet: (value: number | undefined) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number | undefined
  readonly whole?: boolean
  readonly label?: string
  readonly placeholder?: string
  readonly readOnly?: boolean
  readonly className?: string
}

/** Each number that is whole and in bounds is set while it is typed; anything else is shown as wrong and set by nobody. */
export function NumberInput({
  value,
  onSet,
  min,
  max,
  step,
  whole,
  label,
  placeholder,
  className,
  readOnly,
}: NumberInputProps) {
  const own = value === null ? '' : String(value)
  const [text, setText] = useState(own)
  useEffect(() => setText(before => (typedNumber(before) === value ? before : own)), [value, own])
  const typed = typedNumber(text)
  const isEmpty = text.trim() === ''
  const isWrong =
    !isEmpty &&
    (!Number.isFinite(typed) ||
      (whole && !Number.isInteger(typed)) ||
      (min !== undefined && typed < min) ||
      (max !== undefined && typed > max))
  const refusal = commaRefusal(text)
  return (
    <>
      <input
        inputMode="decimal"
        readOnly={readOnly}
        className={clsx(FIELD, className ?? 'w-13', isWrong && 'border-bad!')}
        aria-label={label}
        aria-invalid={isWrong}
        title={isWrong ? (refusal ?? wanted({ whole, min, max })) : undefined}
        placeholder={placeholder}
        value={text}
        onChange={event => {
          const next = event.target.value
          setText(next)
          const number = typedNumber(next)
          if (next.trim() === '') return onSet(undefined)
          if (Number.isFinite(number) && (!whole || Number.isInteger(number)))
            if (number >= (min ?? -Infinity) && number <= (max ?? Infinity)) onSet(number)
        }}
        onBlur={() => (isWrong || text.includes(',')) && setText(own)}
        onKeyDown={event => {
          if (readOnly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          const by = (step ?? 1) * (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)
          const next = Number(((isEmpty ? (value ?? 0) : typed) + by).toFixed(10))
          if (next >= (min ?? -Infinity) && next <= (max ?? Infinity)) onSet(next)
        }}
      />
      {/* beside the flow, so that no block grows while it is typed in */}
      {refusal !== null && (
        <span
          role="alert"
          className="absolute z-20 mt-14 w-max max-w-44 rounded border border-bad bg-raised px-2 py-1 text-left text-[11px] whitespace-normal text-ink shadow-float"
        >
          {refusal}
        </span>
      )}
    </>
  )
}

function wanted({ whole, min, max }: Pick<NumberInputProps, 'whole' | 'min' | 'max'>): string {
  const from = min === undefined || !Number.isFinite(min) ? '' : ` from ${min}`
  const to = max === undefined || !Number.isFinite(max) ? '' : ` to ${max}`
  return `${whole ? 'A whole number' : 'A number'}${from}${to}`
}
