import Link from 'next/link'
import type { ReactNode } from 'react'

/** Pages to read, with or without signing in. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl px-4 py-6">
      <nav aria-label="Documentation" className="mb-6 flex gap-4 text-soft">
        <Link href="/" className="font-semibold text-ink">
          Sluice
        </Link>
        <Link href="/docs/catalogue" className="hover:text-ink">
          Catalogue
        </Link>
      </nav>
      <main>{children}</main>
    </div>
  )
}
