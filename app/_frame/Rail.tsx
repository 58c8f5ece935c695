'use client'
import clsx from 'clsx'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactElement, useEffect, useState } from 'react'
import { PLACES } from '../_actions/actions'
import { useHref } from '../_session/workspace'
import { IconButton } from '../_ui/Button'
import { Tip } from '../_ui/Tip'
import { UserMenu } from './UserMenu'
import { WorkspaceSwitcher } from './WorkspaceSwitcher'

const STORE = 'sluice.rail'
const NARROW = '(max-width: 1023px)'

/** The rooms of the workspace. Narrow windows and those who like it small get icons alone. */
export function Rail() {
  const [small, setSmall] = useSmall()
  const href = useHref()
  const path = usePathname()
  return (
    <nav
      aria-label="Workspace"
      className={clsx('flex min-h-0 flex-col border-r border-line bg-panel', small ? 'w-13' : 'w-52')}
    >
      <div className="p-2">
        <WorkspaceSwitcher small={small} />
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 py-1">
        {PLACES.map(({ id, title, path: to, icon: Icon }) => {
          const current = path.startsWith(href(to))
          return (
            <li key={id} className={clsx(id === 'data' && 'mt-3')}>
              <RailLink small={small} title={title}>
                <Link
                  href={href(to)}
                  aria-current={current ? 'page' : undefined}
                  aria-label={title}
                  className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:text-ink"
                >
                  <Icon size={16} className={clsx('shrink-0', current ? 'text-accent' : 'text-faint')} />
                  {!small && title}
                </Link>
              </RailLink>
            </li>
          )
        })}
      </ul>
      <div className={clsx('flex gap-1 border-t border-line p-2', small ? 'flex-col' : 'items-center')}>
        <UserMenu small={small} />
        <IconButton
          label={small ? 'Widen the navigation' : 'Narrow the navigation'}
          onClick={() => setSmall(!small)}
        >
          {small ? <PanelLeftOpen size={15} /> : <PanelLeftClose size={15} />}
        </IconButton>
      </div>
    </nav>
  )
}

/** Icons alone say their names on hover. */
const RailLink = ({ small, title, children }: { small: boolean; title: string; children: ReactElement }) =>
  small ? (
    <Tip text={title} side="right">
      {children}
    </Tip>
  ) : (
    children
  )

function useSmall(): [boolean, (small: boolean) => void] {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const kept = localStorage.getItem(STORE)
    if (kept) setChosen(kept === 'small')
    const media = matchMedia(NARROW)
    const follow = () => setNarrow(media.matches)
    follow()
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  const choose = (small: boolean) => {
    setChosen(small)
    localStorage.setItem(STORE, small ? 'small' : 'wide')
  }
  return [narrow || (chosen ?? false), choose]
}
