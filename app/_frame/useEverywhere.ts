'use client'
import {
  ArrowLeftRight,
  BookOpen,
  BookText,
  Command,
  FileUp,
  Keyboard,
  LogIn,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Sun,
  UserPlus,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { type Action, PLACES } from '../_actions/actions'
import { signOut } from '../_session/auth'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useSay } from '../_ui/Toasts'
import { chooseTheme } from '../_ui/theme'

/** What can be done from every page of a workspace. */
export function useEverywhere(openPalette: () => void, openSheet: () => void): readonly Action[] {
  const router = useRouter()
  const href = useHref()
  const say = useSay()
  const { me, workspaces, workspace } = useHere()
  const mayEdit = useBlocked('strategy:edit')
  const mayScreen = useBlocked('screen:edit')
  const mayUniverse = useBlocked('universe:edit')
  const mayRun = useBlocked('strategy:run')
  const mayImport = useBlocked('market:edit')
  return useMemo(
    () => [
      ...PLACES.map(
        ({ id, title, path: to, icon, key }): Action => ({
          id: `go.${id}`,
          title: `Go to ${title}`,
          section: 'Go to',
          keys: `g ${key}`,
          icon,
          run: () => router.push(href(to)),
        }),
      ),
      {
        id: 'strategy.new',
        title: 'New strategy',
        section: 'Create',
        keys: 'n s',
        words: 'add create formula script rule',
        icon: Plus,
        blocked: mayEdit,
        run: () => router.push(href('strategies?new=1')),
      },
      {
        id: 'screen.new',
        title: 'New screen',
        section: 'Create',
        keys: 'n c',
        words: 'add create screener scan',
        icon: Plus,
        blocked: mayScreen,
        run: () => router.push(href('screens?new=1')),
      },
      {
        id: 'backtest.new',
        title: 'New backtest',
        section: 'Create',
        keys: 'n b',
        words: 'add create test history simulate report',
        icon: Plus,
        blocked: mayRun,
        run: () => router.push(href('backtests?new=1')),
      },
      {
        id: 'optimise.new',
        title: 'Optimise a strategy',
        section: 'Create',
        keys: 'n o',
        words: 'search parameters grid walk-forward heat-map tune new',
        icon: Plus,
        blocked: mayRun,
        run: () => router.push(href('optimise?new=1')),
      },
      {
        id: 'universe.new',
        title: 'New universe',
        section: 'Create',
        keys: 'n u',
        words: 'add create symbols filter list watchlist',
        icon: Plus,
        blocked: mayUniverse,
        run: () => router.push(href('universes?new=1')),
      },
      {
        id: 'data.import',
        title: 'Import a file of bars',
        section: 'Create',
        keys: 'n i',
        words: 'csv upload data history prices add',
        icon: FileUp,
        blocked: mayImport,
        run: () => router.push(href('data?import=1')),
      },
      {
        id: 'palette',
        title: 'Search or run anything',
        section: 'Help',
        keys: 'mod+k',
        icon: Command,
        run: openPalette,
      },
      {
        id: 'shortcuts',
        title: 'Keyboard shortcuts',
        section: 'Help',
        keys: '?',
        words: 'help keys',
        icon: Keyboard,
        run: openSheet,
      },
      {
        id: 'language',
        title: 'Guide to the language',
        section: 'Help',
        words: 'documentation docs manual learn formula script syntax problems limits',
        icon: BookText,
        run: () => router.push('/docs/language'),
      },
      {
        id: 'catalogue',
        title: 'Catalogue of functions',
        section: 'Help',
        words: 'documentation docs indicators operators reference',
        icon: BookOpen,
        run: () => router.push('/docs/catalogue'),
      },
      ...workspaces
        .filter(({ id }) => id !== workspace.id)
        .map(
          ({ id, name, slug }): Action => ({
            id: `workspace.${id}`,
            title: `Switch to ${name}`,
            section: 'Workspaces',
            icon: ArrowLeftRight,
            run: () => router.push(`/w/${slug}/screens`),
          }),
        ),
      ...(
        [
          ['dark', 'Dark theme', Moon],
          ['light', 'Light theme', Sun],
          ['system', 'Theme of the system', Monitor],
        ] as const
      ).map(
        ([theme, title, icon]): Action => ({
          id: `theme.${theme}`,
          title,
          section: 'Appearance',
          words: 'colours mode',
          icon,
          run: () => chooseTheme(theme),
        }),
      ),
      ...(me.isGuest
        ? [
            {
              id: 'account.signUp',
              title: 'Sign up and keep your work',
              section: 'Account',
              icon: UserPlus,
              run: () => router.push('/sign-up'),
            },
            {
              id: 'account.signIn',
              title: 'Sign in',
              section: 'Account',
              icon: LogIn,
              run: () => router.push('/sign-in'),
            },
          ]
        : [
            {
              id: 'account.signOut',
              title: 'Sign out',
              section: 'Account',
              icon: LogOut,
              run: () =>
                void signOut().then(
                  () => location.assign('/sign-in'),
                  error => say.failed('You are still signed in', error),
                ),
            },
          ]),
    ],
    [
      router,
      href,
      say,
      me,
      workspaces,
      workspace.id,
      mayEdit,
      mayScreen,
      mayUniverse,
      mayRun,
      mayImport,
      openPalette,
      openSheet,
    ],
  )
}
