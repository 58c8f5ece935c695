'use client'
import { useMemo } from 'react'
import type { Action } from '../../_actions/actions'
import { useOffer } from '../../_actions/registry'
import { type View, whyNot } from './command'
import { COMMANDS } from './commands'
import { useSession } from './context'

/** The canvas' commands, for the command palette and the shortcut sheet. */
export function useOfferedCommands(view: View | null): void {
  const session = useSession()
  const actions = useMemo(
    (): readonly Action[] =>
      view === null
        ? []
        : COMMANDS.map(command => ({
            id: `canvas.${command.id}`,
            title: command.title,
            section: 'Canvas',
            ...(command.words && { words: command.words }),
            ...(command.keys && { [command.everywhere ? 'keys' : 'keysThere']: command.keys }),
            // asked for when it is read: it changes with every selection
            get blocked() {
              return whyNot(command, session)
            },
            run: () => command.run(session, view),
          })),
    [session, view],
  )
  useOffer(actions)
}
