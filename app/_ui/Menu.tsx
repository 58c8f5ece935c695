'use client'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { FLOAT, MENU_ITEM } from './float'

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
