import Link from 'next/link'
import type { ReactNode } from 'react'
import { BRAND as Brand } from '../_actions/actions'

/** A quiet page with one thing to do. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh place-items-center p-4">
      <div className="w-[min(400px,100%)]">
        <Link href="/" className="mb-6 flex items-center justify-center gap-2 text-[17px] font-semibold">
          <Brand size={22} className="text-accent" /> Sluice
        </Link>
        <main className="rounded-xl border border-line bg-panel p-6">{children}</main>
      </div>
    </div>
  )
}
