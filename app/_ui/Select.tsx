'use client'
import { Select as Base } from '@base-ui/react/select'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { FLOAT, MENU_ITEM } from './float'
import { inputClass } from './inputClass'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A second line: what choosing it means. */
  readonly about?: string
  readonly disabled?: boolean
}

export interface SelectProps<Value extends string> {
  /** Read aloud. `SelectField` shows it too. */
  readonly label: string
  readonly id?: string
  readonly options: readonly Option<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  readonly className?: string
}

/** One of a few. Arrow keys and first letters choose, as in the browser's own. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, id, options, value, onChange, disabled = false, className } = props
  return (
    <Base.Root
      items={options.map(each => ({ value: each.value, label: each.label }))}
      value={value}
      onValueChange={next => next !== null && onChange(next)}
      disabled={disabled}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        className={inputClass(
          clsx(
            'inline-flex items-center justify-between gap-2 text-left data-[disabled]:opacity-60',
            className,
          ),
        )}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronDown size={14} className="text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-[60]">
          <Base.Popup
            className={clsx(FLOAT, 'max-h-80 min-w-[max(140px,var(--anchor-width))] overflow-auto p-1')}
          >
            <Base.List>
              {options.map(option => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  label={option.label}
                  disabled={option.disabled ?? false}
                  className={clsx(MENU_ITEM, 'items-start')}
                >
                  <span className="grid size-4 shrink-0 place-items-center pt-1">
                    <Base.ItemIndicator>
                      <Check size={13} className="text-accent" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.about && (
                      <span className="block text-[12px] leading-4 text-faint">{option.about}</span>
                    )}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
