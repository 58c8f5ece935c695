'use client'
import { Search } from 'lucide-react'
import { Keys } from '../_actions/KeyCaps'
import { Crumbs } from './crumbs'

export function TopBar({ onPalette }: { onPalette: () => void }) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-panel px-4">
      <Crumbs />
      <button
        type="button"
        onClick={onPalette}
        className="flex h-7 items-center gap-2 rounded-md border border-line-strong bg-ground px-2 text-faint hover:text-soft"
      >
        <Search size={13} />
        <span className="hidden sm:inline">Search or run</span>
        <Keys keys="mod+k" />
      </button>
    </header>
  )
}
