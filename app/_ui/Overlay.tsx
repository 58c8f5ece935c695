'use client'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { IconButton } from './Button'

export const FLOAT = 'rounded-lg border border-line-strong bg-raised shadow-float outline-none'
export const MENU_ITEM =
  'flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-soft outline-none select-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover data-[highlighted]:text-ink'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly about?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  readonly children: ReactNode
}

const SIZES = {
  small: 'top-[14vh] max-h-[76vh] w-[min(440px,92vw)]',
  medium: 'top-[12vh] max-h-[80vh] w-[min(720px,92vw)]',
  large: 'top-[7vh] max-h-[88vh] w-[min(980px,94vw)]',
} as const

export function Dialog({ open, onClose, title, about, size = 'small', children }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={next => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-black/50" />
        <BaseDialog.Popup
          className={clsx(FLOAT, 'fixed left-1/2 z-50 -translate-x-1/2 overflow-auto p-5', SIZES[size])}
        >
          <div className="mb-3 flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-[15px] font-semibold">{title}</BaseDialog.Title>
              {about && <BaseDialog.Description className="mt-1 text-soft">{about}</BaseDialog.Description>}
            </div>
            <BaseDialog.Close render={<IconButton label="Close" />}>
              <X size={15} />
            </BaseDialog.Close>
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

interface MenuProps {
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'right'
  readonly align?: 'start' | 'end'
}

export function Menu({ trigger, children, side = 'bottom', align = 'start' }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} side={side} align={align} className="z-50">
          <BaseMenu.Popup className={clsx(FLOAT, 'min-w-48 p-1')}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

interface MenuItemProps {
  readonly icon?: ReactNode
  readonly onPick: () => void
  readonly disabled?: boolean
  readonly note?: ReactNode
  readonly children: ReactNode
}

export function MenuItem({ icon, onPick, disabled, note, children }: MenuItemProps) {
  return (
    <BaseMenu.Item className={MENU_ITEM} onClick={onPick} disabled={disabled ?? false}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note && <span className="text-faint">{note}</span>}
    </BaseMenu.Item>
  )
}

export const MenuLine = () => <BaseMenu.Separator className="my-1 h-px bg-line" />

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1 pb-0.5 text-[11px] text-faint">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  )
}
