'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { type Action, PLACES } from '../_actions/actions'
import { useShortcuts } from '../_actions/keys'
import { Palette } from '../_actions/Palette'
import { ShortcutSheet } from '../_actions/ShortcutSheet'
import { useHere, useHref } from '../_session/workspace'
import { chooseTheme } from '../_ui/theme'
import { GuestBanner } from './GuestBanner'
import { Rail } from './Rail'
import { TopBar } from './TopBar'

/** The workbench around every page of a workspace. */
export function Frame({ children }: { children: ReactNode }) {
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  const openPalette = useCallback(() => setPalette(true), [])
  const openSheet = useCallback(() => setSheet(true), [])
  const actions = useActions(openPalette, openSheet)
  useShortcuts(actions)
  const here = useHere()
  return (
    <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)]">
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
        <main id="page" className="min-h-0 flex-1 overflow-auto">
          {children}
        </main>
      </div>
      <Palette actions={actions} open={palette} onClose={() => setPalette(false)} />
      <ShortcutSheet actions={actions} open={sheet} onClose={() => setSheet(false)} />
    </div>
  )
}

function useActions(openPalette: () => void, openSheet: () => void): Action[] {
  const router = useRouter()
  const href = useHref()
  const { workspaces, workspace } = useHere()
  return useMemo(() => {
    const places = PLACES.map(
      ({ id, title, path: to, icon, key }): Action => ({
        id: `go.${id}`,
        title: `Go to ${title}`,
        section: 'Navigation',
        keys: `g ${key}`,
        icon,
        run: () => router.push(href(to)),
      }),
    )
    const others = workspaces
      .filter(({ id }) => id !== workspace.id)
      .map(
        ({ id, name, slug }): Action => ({
          id: `workspace.${id}`,
          title: `Switch to ${name}`,
          section: 'Workspaces',
          run: () => router.push(`/w/${slug}/screens`),
        }),
      )
    const theme = (id: 'dark' | 'light' | 'system', title: string): Action => ({
      id: `theme.${id}`,
      title,
      section: 'Appearance',
      words: 'theme colours mode',
      run: () => chooseTheme(id),
    })
    return [
      {
        id: 'palette',
        title: 'Open the command palette',
        section: 'General',
        keys: 'mod+k',
        run: openPalette,
      },
      {
        id: 'shortcuts',
        title: 'Show keyboard shortcuts',
        section: 'General',
        keys: '?',
        words: 'help keys',
        run: openSheet,
      },
      {
        id: 'strategy.new',
        title: 'New strategy',
        section: 'Create',
        words: 'add create formula',
        keys: 'n s',
        run: () => router.push(href('strategies?new=1')),
      },
      {
        id: 'screen.new',
        title: 'New screen',
        section: 'Create',
        words: 'add create screener scan',
        keys: 'n c',
        run: () => router.push(href('screens?new=1')),
      },
      ...places,
      ...others,
      theme('dark', 'Use the dark theme'),
      theme('light', 'Use the light theme'),
      theme('system', 'Follow the system’s theme'),
    ]
  }, [router, href, workspaces, workspace.id, openPalette, openSheet])
}
