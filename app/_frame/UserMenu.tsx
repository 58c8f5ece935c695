'use client'
import { Check, Settings, User } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Action } from '../_actions/actions'
import { useActions } from '../_actions/registry'
import { useHere, useHref } from '../_session/workspace'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../_ui/Menu'
import { currentTheme, type Theme } from '../_ui/theme'

export function UserMenu({ small }: { small: boolean }) {
  const { me } = useHere()
  const router = useRouter()
  const href = useHref()
  const actions = useActions()
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => setTheme(currentTheme()), [])
  const item = (action: Action, note?: React.ReactNode) => (
    <MenuItem
      key={action.id}
      icon={action.icon && <action.icon size={15} />}
      note={note}
      onPick={() => {
        action.run()
        setTheme(currentTheme())
      }}
    >
      {action.title}
    </MenuItem>
  )
  const startingWith = (prefix: string) => actions.filter(({ id }) => id.startsWith(prefix))
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`${me.name}: account menu`}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[popup-open]:bg-hover"
        >
          <span className="grid size-6 shrink-0 place-items-center rounded-full border border-line-strong text-soft">
            <User size={13} />
          </span>
          {!small && (
            <span className="min-w-0 flex-1 truncate text-soft">{me.isGuest ? 'Guest' : me.name}</span>
          )}
        </button>
      }
    >
      {!me.isGuest && <p className="px-2 pt-1 pb-1.5 text-[11px] text-faint">{me.email}</p>}
      <MenuGroup label="Theme">
        {startingWith('theme.').map(action =>
          item(action, action.id === `theme.${theme}` ? <Check size={14} /> : undefined),
        )}
      </MenuGroup>
      <MenuLine />
      <MenuItem icon={<Settings size={15} />} onPick={() => router.push(href('settings'))}>
        Settings
      </MenuItem>
      {startingWith('account.').map(action => item(action))}
    </Menu>
  )
}
