'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

const PARTS = [
  { title: 'Language', href: '/docs/language' },
  { title: 'Catalogue', href: '/docs/catalogue' },
] as const

export function DocsNav() {
  const path = usePathname()
  return (
    <nav aria-label="Documentation" className="flex h-full gap-5">
      {PARTS.map(({ title, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={path?.startsWith(href) ? 'page' : undefined}
          className="flex items-center border-b-2 border-transparent text-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}
