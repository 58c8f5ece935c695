'use client'
import { Dialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { CornerDownLeft, Search } from 'lucide-react'
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { FLOAT } from '../_ui/float'
import type { Action } from './actions'
import { ShownKeys } from './KeyCaps'
import { type Group, grouped, rank } from './match'
import { recentActions, rememberAction } from './recent'
import { useActions } from './registry'
import { useThings } from './things'

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

export function Palette({ open, onClose }: PaletteProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={next => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup
          initialFocus={field}
          aria-label="Command palette"
          className={clsx(
            FLOAT,
            'fixed top-[12vh] left-1/2 z-50 w-[min(620px,92vw)] -translate-x-1/2 overflow-hidden',
          )}
        >
          <PaletteSearch field={field} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface PaletteSearchProps {
  /** Where what to look for is typed. */
  readonly field: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

function PaletteSearch({ field, onClose }: PaletteSearchProps) {
  const offered = useActions()
  const things = useThings()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [recent] = useState(recentActions)
  const groups = useMemo(
    () => groupsFor(query.trim(), [...offered.filter(({ id }) => id !== 'palette'), ...things], recent),
    [query, offered, things, recent],
  )
  const found = useMemo(() => groups.flatMap(({ actions }) => actions), [groups])
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const chosen = found[Math.min(at, found.length - 1)]

  // before the dialog would: letters that are typed already belong here
  useLayoutEffect(() => field.current?.focus(), [field])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  const pick = (action: Action | undefined) => {
    if (!action || action.blocked) return
    rememberAction(action.id)
    onClose()
    action.run()
  }
  const onKey = (event: KeyboardEvent) => {
    // Enter that ends an input method’s word picks nothing yet
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step)
      setAt(now => (Math.min(now, found.length - 1) + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') pick(chosen)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search size={15} className="text-faint" />
        <input
          ref={field}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          aria-label="Search commands"
          placeholder="Go to, create, find a screen or strategy …"
          value={query}
          onChange={event => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
          className="h-11 flex-1 bg-transparent text-[14px] outline-none placeholder:text-faint"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Commands"
        className="max-h-[52vh] overflow-auto p-1.5"
      >
        {found.length === 0 && <p className="p-4 text-center text-soft">Nothing is called “{query}”.</p>}
        {groups.map(({ title, actions }) => (
          <div key={title} role="group" aria-label={title || 'Found'}>
            {title && (
              <p aria-hidden className="px-2 pt-2 pb-1 text-[11px] font-medium text-faint">
                {title}
              </p>
            )}
            {actions.map(action => (
              <div
                key={action.id}
                id={`${listId}-${action.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={action === chosen}
                aria-disabled={Boolean(action.blocked)}
                title={action.blocked ?? undefined}
                onClick={() => pick(action)}
                onKeyDown={onKey}
                onPointerMove={() => setAt(found.indexOf(action))}
                className="flex h-8 items-center gap-2.5 rounded-md px-2 text-soft aria-disabled:opacity-45 aria-selected:bg-hover aria-selected:text-ink"
              >
                <span className="grid w-4 shrink-0 place-items-center text-faint">
                  {action.icon && <action.icon size={15} />}
                </span>
                <span className="min-w-0 flex-1 truncate">{action.title}</span>
                {title === '' && <span className="text-[11px] text-faint">{action.section}</span>}
                <ShownKeys action={action} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className="flex items-center gap-1.5 border-t border-line px-3 py-1.5 text-[11px] text-faint">
        <CornerDownLeft size={12} /> to run · arrow keys to move · Esc to leave
      </p>
    </>
  )
}

/** By section while nothing is typed, then the best fits without headings. */
function groupsFor(query: string, actions: readonly Action[], recent: readonly string[]): readonly Group[] {
  return query === '' ? grouped(actions, recent) : [{ title: '', actions: rank(actions, query, recent) }]
}
