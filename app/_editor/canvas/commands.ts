// Everything a person can do with a drawing, once.
import { latin } from '../../_actions/latin'
import type { Command } from './command'
import { arranging } from './commands/arranging'
import { editing } from './commands/editing'
import { looking } from './commands/looking'
import { selecting } from './commands/selecting'
import { subgraphs } from './commands/subgraphs'
import { wiring } from './commands/wiring'

/** In groups that belong together, as menus draw them. */
export const COMMAND_GROUPS: readonly (readonly Command[])[] = [
  editing,
  wiring,
  subgraphs,
  arranging,
  selecting,
  looking,
]

export const COMMANDS: readonly Command[] = COMMAND_GROUPS.flat()

interface Pressed {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The command of a pressed key; null where there is none. */
export function commandOf(pressed: Pressed): Command | null {
  const { shiftKey, altKey, ctrlKey, metaKey } = pressed
  const key = latin(pressed)
  const name = key.length === 1 ? key.toLowerCase() : key
  // Shift is part of what a sign is: “!” is “!” on every keyboard
  const isSign = name.length === 1 && name === key.toUpperCase()
  const written = `${shiftKey && !isSign ? 'shift+' : ''}${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${name}`
  const takes = ({ keys, also, isNative }: Command) =>
    !isNative && (keys === written || also?.includes(written) === true)
  return COMMANDS.find(takes) ?? null
}
