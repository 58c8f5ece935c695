import { Search } from 'lucide-react'
import { inputClass } from './inputClass'

interface SearchBoxProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

export const SearchBox = ({ label, value, onChange }: SearchBoxProps) => (
  <div className="relative">
    <Search size={14} className="absolute top-1.5 left-2 text-faint" />
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      className={inputClass('h-7! w-52! pl-7!')}
    />
  </div>
)
