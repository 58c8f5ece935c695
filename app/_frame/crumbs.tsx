'use client'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

export interface Crumb {
  readonly title: string
  readonly href?: string
}

const Shown = createContext<readonly Crumb[]>([])
const Show = createContext<(crumbs: readonly Crumb[]) => void>(() => {})

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([])
  return (
    <Show value={setCrumbs}>
      <Shown value={crumbs}>{children}</Shown>
    </Show>
  )
}

/** Says where the page is; also the browser tab's title. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const show = useContext(Show)
  const text = JSON.stringify(crumbs)
  useEffect(() => {
    const parsed = JSON.parse(text) as Crumb[]
    show(parsed)
    document.title = [...parsed.map(({ title }) => title).reverse(), 'Sluice'].join(' · ')
  }, [show, text])
}

export function Crumbs() {
  const crumbs = useContext(Shown)
  return (
    <nav aria-label="Where you are" className="flex min-w-0 flex-1 items-center gap-1">
      {crumbs.map(({ title, href }, at) => (
        <span key={`${at}${title}`} className="flex min-w-0 items-center gap-1">
          {at > 0 && <ChevronRight size={14} className="shrink-0 text-faint" />}
          {href && at < crumbs.length - 1 ? (
            <Link href={href} className="truncate text-soft hover:text-ink">
              {title}
            </Link>
          ) : (
            <h1 className="truncate font-semibold">{title}</h1>
          )}
        </span>
      ))}
    </nav>
  )
}
