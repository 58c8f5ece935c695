import Link from 'next/link'
import type { ReactNode } from 'react'
import { DocsNav } from './DocsNav'

/** Pages to read, with or without signing in. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-7xl px-6">
      <header className="sticky top-0 z-20 mb-6 flex h-12 items-center gap-5 border-b border-line bg-ground">
        <Link href="/" className="font-semibold">
          Sluice
        </Link>
        <DocsNav />
      </header>
      <main className="pb-16">{children}</main>
    </div>
  )
}
