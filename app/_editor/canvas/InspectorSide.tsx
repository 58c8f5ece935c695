'use client'
import clsx from 'clsx'
import { PanelRightClose, PanelRightOpen } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useSession, useSessionState } from './context'
import { Inspector } from './Inspector'

/** The inspector beside the canvas. In a narrow window, or an enlarged page, it lies over it: for a selection, or when asked for. */
export function InspectorSide({ children }: { readonly children?: ReactNode }) {
  const session = useSession()
  const id = useId()
  const isSelected = useSessionState(({ selection }) => selection.size > 0)
  const isOpen = useSessionState(({ isSideOpen }) => isSideOpen) || isSelected
  const Icon = isOpen ? PanelRightClose : PanelRightOpen
  const says = isOpen ? 'Hide the inspector' : 'Show the inspector'
  return (
    <>
      <button
        type="button"
        aria-label={says}
        title={says}
        aria-expanded={isOpen}
        aria-controls={id}
        className={clsx(
          'absolute top-10 z-20 rounded-l-md border border-r-0 border-line-strong bg-panel px-1 py-2 text-soft hover:text-ink lg:hidden',
          isOpen ? 'right-72' : 'right-0',
        )}
        onClick={() => {
          session.set({ isSideOpen: !isOpen })
          if (isOpen) session.select([])
        }}
      >
        <Icon size={14} />
      </button>
      <aside
        id={id}
        aria-label="Inspector"
        className={clsx(
          'w-72 shrink-0 overflow-auto border-l border-line bg-panel max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:shadow-float',
          !isOpen && 'max-lg:hidden',
        )}
      >
        <Inspector />
        {/* its actions and dialogs stay while a block is looked at */}
        <div hidden={isSelected}>{children}</div>
      </aside>
    </>
  )
}
