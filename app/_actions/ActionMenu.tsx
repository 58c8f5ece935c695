'use client'
import type { ReactElement } from 'react'
import { Menu, MenuItem } from '../_ui/Menu'
import type { Action } from './actions'
import { ShownKeys } from './KeyCaps'

interface ActionMenuProps {
  readonly trigger: ReactElement
  readonly actions: readonly Action[]
}

/** Actions of the registry as a menu. */
export const ActionMenu = ({ trigger, actions }: ActionMenuProps) => (
  <Menu align="end" trigger={trigger}>
    {actions.map(action => (
      <MenuItem
        key={action.id}
        icon={action.icon && <action.icon size={14} />}
        disabled={Boolean(action.blocked)}
        note={<ShownKeys action={action} />}
        onPick={action.run}
      >
        {action.title}
      </MenuItem>
    ))}
  </Menu>
)
