'use client'
import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'
import { useHref } from '../_session/workspace'
import { buttonClass } from '../_ui/Button'
import { Empty } from '../_ui/States'
import { useCrumbs } from './crumbs'

interface NotYetProps {
  readonly title: string
  readonly icon: LucideIcon
  /** What works today instead. */
  readonly children: string
  readonly link: { readonly title: string; readonly path: string }
}

/** A room that holds nothing yet: says so plainly and leads to what works. */
export function NotYet({ title, icon: Icon, children, link }: NotYetProps) {
  const href = useHref()
  useCrumbs([{ title }])
  return (
    <Empty
      icon={<Icon size={18} />}
      title={`${title} are not part of this release`}
      actions={
        <Link href={href(link.path)} className={buttonClass('primary')}>
          {link.title}
        </Link>
      }
    >
      {children}
    </Empty>
  )
}
