'use client'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useShortcuts } from '../_actions/keys'
import { useActions, useOffer } from '../_actions/registry'
import { ShortcutSheet } from '../_actions/ShortcutSheet'
import { JobsProvider } from '../_runs/moving'
import { useHere } from '../_session/workspace'
import { whenOpen } from '../_ui/whenOpen'
import { GuestBanner } from './GuestBanner'
import { Rail } from './Rail'
import { StatusBar } from './StatusBar'
import { TopBar } from './TopBar'
import { useEverywhere } from './useEverywhere'

const loadPalette = async () => (await import('../_actions/Palette')).Palette
const Palette = whenOpen(loadPalette)

/** The workbench around every page of a workspace. */
export function Frame({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'palette' | 'sheet' | null>(null)
  const openPalette = useCallback(() => setOpen('palette'), [])
  const openSheet = useCallback(() => setOpen('sheet'), [])
  const close = useCallback(() => setOpen(null), [])
  useOffer(useEverywhere(openPalette, openSheet))
  const here = useHere()
  return (
    <JobsProvider>
      <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto]">
        <a
          href="#page"
          className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1 text-accent-ink focus:translate-y-0"
        >
          Skip to the page
        </a>
        <Rail />
        <div className="flex min-w-0 flex-col">
          {here.me.isGuest && <GuestBanner />}
          <TopBar onPalette={openPalette} />
          <main id="page" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
            {children}
          </main>
        </div>
        <StatusBar />
      </div>
      <Shortcuts />
      <Palette open={open === 'palette'} onClose={close} />
      <ShortcutSheet open={open === 'sheet'} onClose={close} />
    </JobsProvider>
  )
}

/** Listens for the keys of all actions. Apart from the frame, so that the page is not drawn anew when they change. */
function Shortcuts() {
  useShortcuts(useActions())
  useEffect(() => {
    // Ctrl-K is on its way: what is typed next must not get lost.
    const early = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') void loadPalette().catch(() => {}) // told of when it is opened
    }
    window.addEventListener('keydown', early)
    return () => window.removeEventListener('keydown', early)
  }, [])
  return null
}
