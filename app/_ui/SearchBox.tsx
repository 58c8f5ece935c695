import clsx from 'clsx'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { inputClass } from './inputClass'

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** As wide as there is room. */
  readonly wide?: boolean
  readonly autoFocus?: boolean
  /** Keys that do something to what is found. */
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

export const SearchBox = ({ label, value, onChange, wide, ...rest }: SearchBoxProps) => (
  <div className="relative">
    <Search size={14} className="absolute top-1.5 left-2 text-faint" />
    <input
      {...rest}
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      className={inputClass(clsx('h-7! pl-7!', !wide && 'w-52!'))}
    />
  </div>
)
