'use client'
import {
  Building2,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  Palette,
  ScrollText,
  User,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useHref } from '@/app/_session/workspace'

const PARTS: readonly { readonly path: string; readonly title: string; readonly icon: LucideIcon }[] = [
  { path: 'settings', title: 'Profile', icon: User },
  { path: 'settings/sessions', title: 'Sessions', icon: MonitorSmartphone },
  { path: 'settings/appearance', title: 'Appearance', icon: Palette },
  { path: 'settings/workspace', title: 'Workspace', icon: Building2 },
  { path: 'settings/keys', title: 'API keys', icon: KeyRound },
  { path: 'settings/audit', title: 'Audit log', icon: ScrollText },
]

export default function SettingsLayout({ children }: { children: ReactNode }) {
  const href = useHref()
  const path = usePathname()
  const here = PARTS.find(part => href(part.path) === path)
  useCrumbs([{ title: 'Settings', href: href('settings') }, { title: here?.title ?? '' }])
  return (
    <div className="flex h-full min-h-0 flex-col md:flex-row">
      <nav
        aria-label="Settings"
        className="flex shrink-0 gap-px overflow-x-auto border-b border-line p-2 md:w-44 md:flex-col md:border-r md:border-b-0"
      >
        {PARTS.map(({ path: to, title, icon: Icon }) => (
          <Link
            key={to}
            href={href(to)}
            aria-current={path === href(to) ? 'page' : undefined}
            className="flex h-7 shrink-0 items-center gap-2 rounded-md px-2 text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
          >
            <Icon size={14} className="text-faint" /> {title}
          </Link>
        ))}
      </nav>
      <div className="min-h-0 min-w-0 flex-1 overflow-auto">{children}</div>
    </div>
  )
}
