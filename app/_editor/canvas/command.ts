// What a command is: a thing a person can do with a drawing. Keys, menus, the command palette and the shortcut sheet read the same list.
import type { EditorSession } from './session'

/** What only the view knows. */
export interface View {
  readonly fit: () => void
  /** Opens the palette at the pointer, or in the middle; what it adds comes behind what is selected, or was. */
  readonly openPalette: (behind?: ReadonlySet<string>) => void
  readonly middle: () => { readonly x: number; readonly y: number }
}

/** What a context menu was opened on. */
export type Spot = 'canvas' | 'block' | 'wire' | 'selection'

export interface Command {
  readonly id: string
  readonly title: string
  /** As the canvas takes it; `shift+` stands first. */
  readonly keys?: string
  /** Other keys for the same. */
  readonly also?: readonly string[]
  /** The browser has an event of its own for these keys, so they are printed only. */
  readonly isNative?: boolean
  /** The keys work on the whole page, and in its fields too. */
  readonly everywhere?: boolean
  /** Pressed in vain it says nothing. */
  readonly isQuiet?: boolean
  readonly words?: string
  /** Changes the document: not for those who may only look. */
  readonly edits?: boolean
  /** The context menus it is in. */
  readonly on?: readonly Spot[]
  /** What it is listed under where a menu would grow too long. */
  readonly under?: string
  /** Why it can't be done now; null where it can. */
  readonly blocked?: (session: EditorSession) => string | null
  readonly run: (session: EditorSession, view: View) => void
}

export const chosen = (session: EditorSession): string[] => [...session.state.selection]
export const only = (session: EditorSession): string => chosen(session)[0] ?? ''

/** The block that is selected alone. */
export const onlyBlock = ({ state, scene }: EditorSession) =>
  state.selection.size === 1 ? scene.blocks.get([...state.selection][0]!) : undefined

export const needsSelection = ({ state }: EditorSession): string | null =>
  state.selection.size > 0 ? null : 'Select a block first.'

export const needsBlock = (session: EditorSession): string | null =>
  onlyBlock(session) ? null : 'Select one block first.'

export const needsSubgraph = (session: EditorSession): string | null =>
  onlyBlock(session)?.kind === 'subgraph' ? null : 'Select a sub-graph block first.'

export const needsWire = ({ state }: EditorSession): string | null =>
  state.wires.size === 1 ? null : 'Select one wire first.'

const LOOK_ONLY = 'You may look at this strategy, not change it; the bar at the top says why.'

/** Why a command can't be done here and now; null where it can. */
export const whyNot = (command: Command, session: EditorSession): string | null =>
  command.edits && session.readOnly ? LOOK_ONLY : (command.blocked?.(session) ?? null)
