'use client'
import clsx from 'clsx'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { WithCode } from '../../_ui/WithCode'

export interface Choice {
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly detail?: string
  readonly blocked?: string | null
}

interface OfferListProps {
  readonly label: string
  readonly placeholder: string
  readonly find: (text: string) => readonly Choice[]
  readonly onPick: (choice: Choice, keepOpen: boolean) => void
  readonly onClose: () => void
  readonly foot?: ReactNode
}

const MOST_SHOWN = 60

/** A field with what it finds below: arrows choose, Enter takes, Escape closes. */
export function OfferList({ label, placeholder, find, onPick, onClose, foot }: OfferListProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const found = find(text).slice(0, MOST_SHOWN)
  const current = Math.min(at, found.length - 1)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <div className="flex w-80 flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-float">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[current] ? `${id}-${current}` : undefined}
        ref={field}
        className="nokey h-9 border-b border-line bg-transparent px-3 text-ink placeholder:text-faint focus:outline-none"
        placeholder={placeholder}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setAt(0)
        }}
        onBlur={event => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) onClose()
        }}
        onKeyDown={event => {
          event.stopPropagation()
          // Enter that ends an input method’s word picks nothing yet
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onClose()
          else if (event.key === 'Enter') {
            const choice = found[current]
            if (choice && !choice.blocked) onPick(choice, event.ctrlKey || event.metaKey)
          } else if (event.key === 'ArrowDown') setAt(Math.min(current + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0))
          else return
          event.preventDefault()
        }}
      />
      <div ref={list} id={id} role="listbox" aria-label={label} className="max-h-72 overflow-auto py-1">
        {found.map((choice, index) => (
          <button
            key={choice.id}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            aria-disabled={choice.blocked ? true : undefined}
            title={choice.blocked ?? choice.detail}
            onMouseDown={event => event.preventDefault()}
            onMouseMove={() => setAt(index)}
            onClick={event => !choice.blocked && onPick(choice, event.ctrlKey || event.metaKey)}
            className={clsx(
              'block w-full px-3 py-1 text-left',
              index === current && 'bg-hover',
              choice.blocked && 'opacity-50',
            )}
          >
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate text-ink">{choice.title}</span>
              {choice.note && <span className="text-[11px] text-faint">{choice.note}</span>}
            </span>
            {index === current && (choice.blocked ?? choice.detail) && (
              <span className="line-clamp-2 block text-[11px] text-faint">
                <WithCode text={choice.blocked ?? choice.detail ?? ''} />
              </span>
            )}
          </button>
        ))}
        {found.length === 0 && <p className="px-3 py-2 text-faint">Nothing is called that.</p>}
      </div>
      {foot && <p className="border-t border-line px-3 py-1 text-[11px] text-faint">{foot}</p>}
    </div>
  )
}
