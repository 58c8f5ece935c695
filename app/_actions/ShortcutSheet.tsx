'use client'
import { Dialog } from '../_ui/Dialog'
import { Keys } from './KeyCaps'
import { useActions } from './registry'

interface SheetProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Keys that belong to a focused thing rather than to an action. */
const IN_PLACE: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'Next or last row of a table', keys: '↑ ↓' },
  { title: 'Open the row', keys: 'Enter' },
  { title: 'Close what is open', keys: 'Esc' },
]

export function ShortcutSheet({ open, onClose }: SheetProps) {
  const withKeys = useActions().flatMap(({ section, title, keys, keysThere }) => {
    const shown = keys ?? keysThere
    return shown ? [{ section, title, keys: shown }] : []
  })
  const sections = [...new Set(withKeys.map(({ section }) => section))].map(title => ({
    title,
    rows: withKeys.filter(({ section }) => section === title),
  }))
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" size="medium">
      <div className="gap-x-8 sm:columns-2">
        {[...sections, { title: 'In place', rows: IN_PLACE }].map(section => (
          <section key={section.title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-[11px] font-medium text-faint">{section.title}</h3>
            <ul>
              {section.rows.map(({ title, keys }) => (
                <li key={title} className="flex items-center justify-between gap-3 border-b border-line py-1">
                  <span className="text-soft">{title}</span>
                  {keys && <Keys keys={keys} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
