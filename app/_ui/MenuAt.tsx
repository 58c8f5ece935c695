'use client'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { FLOAT, MENU_ITEM } from './float'

interface MenuAtProps {
  /** A place of the window; null closes the menu. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly label: string
  readonly onClose: () => void
  /** When the menu is gone. */
  readonly onGone: () => void
  /** What has the focus afterwards; false where the caller gives it on. */
  readonly focusAfter: () => HTMLElement | false
  readonly children: ReactNode
}

const POPUP = clsx(FLOAT, 'max-h-(--available-height) min-w-56 overflow-auto p-1 text-[12px]')

/** A menu without a button: it opens where somebody pointed. */
export function MenuAt({ at, label, onClose, onGone, focusAfter, children }: MenuAtProps) {
  return (
    <BaseMenu.Root
      open={at !== null}
      onOpenChange={open => !open && onClose()}
      onOpenChangeComplete={open => !open && onGone()}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          anchor={at && { getBoundingClientRect: () => DOMRect.fromRect(at) }}
          side="bottom"
          align="start"
          collisionAvoidance={{ side: 'shift', align: 'shift' }}
          className="z-50"
        >
          <BaseMenu.Popup aria-label={label} finalFocus={focusAfter} className={POPUP}>
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

interface MenuCommandProps {
  /** Why it can't be done now. It can still be walked to, so that the reason can be read. */
  readonly blocked: string | null
  readonly note?: ReactNode
  readonly onPick: () => void
  readonly children: ReactNode
}

export function MenuCommand({ blocked, note, onPick, children }: MenuCommandProps) {
  return (
    <BaseMenu.Item
      className={clsx(MENU_ITEM, 'group flex-wrap', blocked && 'cursor-not-allowed')}
      aria-disabled={blocked ? true : undefined}
      aria-description={blocked ?? undefined}
      closeOnClick={!blocked}
      onClick={() => !blocked && onPick()}
    >
      <span className={clsx('min-w-0 flex-1 truncate', blocked && 'opacity-45')}>{children}</span>
      {note && <span className={clsx('text-faint', blocked && 'opacity-45')}>{note}</span>}
      {blocked && (
        <span className="hidden w-full max-w-64 text-[11px] text-faint group-data-[highlighted]:block">
          {blocked}
        </span>
      )}
    </BaseMenu.Item>
  )
}

/** Commands that would make the menu too long, in one of their own. */
export const MenuMore = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <BaseMenu.SubmenuRoot>
    <BaseMenu.SubmenuTrigger className={MENU_ITEM}>
      <span className="min-w-0 flex-1 truncate">{title}</span>
      <ChevronRight size={13} className="text-faint" />
    </BaseMenu.SubmenuTrigger>
    <BaseMenu.Portal>
      <BaseMenu.Positioner sideOffset={2} alignOffset={-5} className="z-50">
        <BaseMenu.Popup className={POPUP}>{children}</BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  </BaseMenu.SubmenuRoot>
)
