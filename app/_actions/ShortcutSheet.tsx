'use client'
import { Dialog } from '../_ui/Overlay'
import type { Action } from './actions'
import { Keys } from './Keys'

interface SheetProps {
  readonly actions: readonly Action[]
  readonly open: boolean
  readonly onClose: () => void
}

export function ShortcutSheet({ actions, open, onClose }: SheetProps) {
  const withKeys = actions.filter(({ keys }) => keys)
  const sections = [...new Set(withKeys.map(({ section }) => section))]
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" wide>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {sections.map(section => (
          <section key={section}>
            <h3 className="mb-1 text-[11px] font-semibold tracking-wide text-faint uppercase">{section}</h3>
            <ul>
              {withKeys
                .filter(action => action.section === section)
                .map(({ id, title, keys }) => (
                  <li key={id} className="flex items-center justify-between gap-3 border-b border-line py-1">
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
