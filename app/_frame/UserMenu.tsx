'use client'
import { useQueryClient } from '@tanstack/react-query'
import { LogIn, LogOut, Monitor, Moon, Sun, User, UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { signOut } from '../_session/auth'
import { useHere, useHref } from '../_session/workspace'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../_ui/Overlay'
import { useSay } from '../_ui/Toasts'
import { chooseTheme } from '../_ui/theme'

export function UserMenu({ small }: { small: boolean }) {
  const { me } = useHere()
  const router = useRouter()
  const href = useHref()
  const queries = useQueryClient()
  const say = useSay()
  const leave = async () => {
    try {
      await signOut()
      queries.clear()
      location.assign('/sign-in')
    } catch (error) {
      say.failed('You are still signed in', error)
    }
  }
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
        <MenuItem icon={<Moon size={15} />} onPick={() => chooseTheme('dark')}>
          Dark
        </MenuItem>
        <MenuItem icon={<Sun size={15} />} onPick={() => chooseTheme('light')}>
          Light
        </MenuItem>
        <MenuItem icon={<Monitor size={15} />} onPick={() => chooseTheme('system')}>
          As the system
        </MenuItem>
      </MenuGroup>
      <MenuLine />
      {me.isGuest ? (
        <>
          <MenuItem icon={<UserPlus size={15} />} onPick={() => router.push('/sign-up')}>
            Sign up and keep your work
          </MenuItem>
          <MenuItem icon={<LogIn size={15} />} onPick={() => router.push('/sign-in')}>
            Sign in
          </MenuItem>
        </>
      ) : (
        <>
          <MenuItem icon={<User size={15} />} onPick={() => router.push(href('settings'))}>
            Profile
          </MenuItem>
          <MenuItem icon={<LogOut size={15} />} onPick={leave}>
            Sign out
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
