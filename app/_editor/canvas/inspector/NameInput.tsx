'use client'
import { useEffect, useState } from 'react'
import { inputClass } from '../../../_ui/inputClass'

interface NameInputProps {
  readonly inputId?: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly readOnly: boolean
  readonly className?: string
  /** Whether the name was taken over; one that was refused goes back to what it was. */
  readonly onName: (name: string) => boolean
}

/** A name that other things go by: taken over as a whole, when the field is left or by Enter. Escape gives the old one back. */
export function NameInput({
  inputId,
  label,
  value,
  placeholder,
  readOnly,
  className,
  onName,
}: NameInputProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const take = () => {
    if (text !== value && !onName(text.trim())) setText(value)
  }
  return (
    <input
      id={inputId}
      aria-label={label}
      className={inputClass(className ?? 'h-7! min-w-0 flex-1 px-2!')}
      value={text}
      placeholder={placeholder}
      readOnly={readOnly}
      spellCheck={false}
      onChange={event => setText(event.target.value)}
      onBlur={take}
      onKeyDown={event => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setText(value)
      }}
    />
  )
}
