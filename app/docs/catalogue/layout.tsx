import type { ReactNode } from 'react'

export default function CatalogueLayout({ children }: { children: ReactNode }) {
  return <div className="max-w-4xl">{children}</div>
}
