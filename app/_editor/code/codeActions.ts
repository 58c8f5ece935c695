'use client'
import {
  AlignLeft,
  CornerDownRight,
  type LucideIcon,
  MessageSquareCode,
  SkipForward,
  SquareMousePointer,
  Terminal,
  TextCursorInput,
} from 'lucide-react'
import { useMemo, useSyncExternalStore } from 'react'
import type { Action } from '@/app/_actions/actions'
import { useOffer } from '@/app/_actions/registry'
import type { monaco } from './monaco'

type Editor = monaco.editor.IStandaloneCodeEditor

interface CodeCommand {
  readonly id: string
  readonly title: string
  readonly words: string
  readonly keys: string
  readonly icon: LucideIcon
  /** Monaco's own name of it. */
  readonly does: string
  readonly edits?: true
}

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.userAgent)

/** The keys by which Tab leaves the editor, as they are printed. */
export const leaveKeys = (): string => (isMac() ? 'Control+Shift+M' : 'mod+m')

const commands = (): readonly CodeCommand[] => [
  {
    id: 'format',
    title: 'Format the code',
    words: 'prettify indent tidy document beautify',
    keys: 'shift+alt+f',
    icon: AlignLeft,
    does: 'editor.action.formatDocument',
    edits: true,
  },
  {
    id: 'complete',
    title: 'Complete a word',
    words: 'suggest completion autocomplete',
    keys: 'mod+Space',
    icon: MessageSquareCode,
    does: 'editor.action.triggerSuggest',
    edits: true,
  },
  {
    id: 'next',
    title: 'Select the next place like this, too',
    words: 'multi cursor multiple carets occurrence match',
    keys: 'mod+d',
    icon: SquareMousePointer,
    does: 'editor.action.addSelectionToNextFindMatch',
  },
  {
    id: 'below',
    title: 'Add a caret below',
    words: 'multi cursor multiple carets column down',
    keys: 'mod+alt+ArrowDown',
    icon: TextCursorInput,
    does: 'editor.action.insertCursorBelow',
  },
  {
    id: 'problem',
    title: 'Go to the next problem in the code',
    words: 'error warning marker squiggle',
    keys: 'F8',
    icon: SkipForward,
    does: 'editor.action.marker.nextInFiles',
  },
  {
    id: 'tab',
    title: 'Let Tab leave the code, or indent again',
    words: 'keyboard focus trap accessibility screen reader',
    keys: leaveKeys(),
    icon: CornerDownRight,
    does: 'editor.action.toggleTabFocusMode',
  },
  {
    id: 'all',
    title: 'All commands of the code editor',
    words: 'monaco palette',
    keys: 'F1',
    icon: Terminal,
    does: 'editor.action.quickCommand',
  },
]

/** Editors on the page; the one that had the focus last is last. */
let shown: readonly Editor[] = []
const listening = new Set<() => void>()
const tell = (next: readonly Editor[]) => {
  shown = next
  for (const listener of listening) listener()
}

/** Makes an editor the one that commands are for. */
export function nowUsed(editor: Editor): void {
  if (shown.at(-1) !== editor) tell([...shown.filter(other => other !== editor), editor])
}

export const goneNow = (editor: Editor): void => tell(shown.filter(other => other !== editor))

const subscribe = (listener: () => void) => {
  listening.add(listener)
  return () => listening.delete(listener)
}
const current = () => shown.at(-1) ?? null

/** What the editor can do, for the palette and the sheet of shortcuts; of two editors, the one that was used last offers it. */
export function useCodeActions(editor: Editor | null, readOnly: boolean): void {
  const isCurrent = useSyncExternalStore(subscribe, current, () => null) === editor
  const actions = useMemo(
    (): readonly Action[] =>
      editor && isCurrent
        ? commands().map(({ id, title, words, keys, icon, does, edits }) => ({
            id: `code.${id}`,
            title,
            words,
            section: 'Code',
            keysThere: keys,
            icon,
            blocked: readOnly && edits ? 'You may read this, not change it.' : null,
            run: () => {
              editor.focus()
              editor.trigger('palette', does, null)
            },
          }))
        : NONE,
    [editor, isCurrent, readOnly],
  )
  useOffer(actions)
}

const NONE: readonly Action[] = []
