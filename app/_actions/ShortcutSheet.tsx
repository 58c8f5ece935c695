'use client'
import { useState } from 'react'
import { Dialog } from '../_ui/Dialog'
import { SearchBox } from '../_ui/SearchBox'
import { type Action, bySection } from './actions'
import { IN_PLACE } from './inPlace'
import { Keys } from './KeyCaps'
import { useActions } from './registry'

interface SheetProps {
  readonly open: boolean
  readonly onClose: () => void
}

interface Row {
  readonly title: string
  readonly keys: string
  readonly words?: string
}

export function ShortcutSheet({ open, onClose }: SheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" size="large">
      <Sheet />
    </Dialog>
  )
}

function Sheet() {
  const actions = useActions()
  const [search, setSearch] = useState('')
  const sections = sectionsOf(actions, search.trim())
  return (
    <div className="flex flex-col gap-3">
      <SearchBox label="Find a shortcut" value={search} onChange={setSearch} autoFocus wide />
      {sections.length === 0 && <p className="p-3 text-soft">No shortcut does “{search}”.</p>}
      <div className="gap-x-8 sm:columns-2 lg:columns-3">
        {sections.map(({ title, rows }) => (
          <section key={title} aria-label={title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-[11px] font-medium text-faint">{title}</h3>
            <ul>
              {rows.map(row => (
                <li
                  key={row.title}
                  className="flex items-center justify-between gap-3 border-b border-line py-1"
                >
                  <span className="text-soft">{row.title}</span>
                  <Keys keys={row.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

/** What has keys, section by section, each action once; with a search, what it fits. */
function sectionsOf(actions: readonly Action[], search: string) {
  const titles = new Set(actions.map(({ section }) => section))
  const rowsOf = (section: string): Row[] => {
    const rows = actions
      .filter(each => each.section === section)
      .flatMap(({ title, keys, keysThere, words }) => {
        const shown = keys ?? keysThere
        return shown ? [{ title, keys: shown, ...(words && { words }) }] : []
      })
    return rows.filter(({ title }, at) => rows.findIndex(each => each.title === title) === at)
  }
  const wanted = search.toLowerCase().split(/\s+/)
  const fits = ({ title, words }: Row) =>
    wanted.every(word => `${title} ${words ?? ''}`.toLowerCase().includes(word))
  return [
    ...[...titles].sort(bySection).map(title => ({ title, rows: rowsOf(title) })),
    ...IN_PLACE.filter(({ beside }) => beside === undefined || titles.has(beside)),
  ]
    .map(({ title, rows }) => ({ title, rows: rows.filter(fits) }))
    .filter(({ rows }) => rows.length > 0)
}
