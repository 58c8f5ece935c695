import { addNote } from '../../model/edits/annotate'
import { pinBlocks, removeBlocks } from '../../model/edits/blocks'
import { duplicate } from '../../model/edits/clipboard'
import { disconnect } from '../../model/edits/wires'
import { inputOf } from '../../model/graphState'
import { type Command, chosen, needsSelection } from '../command'
import type { EditorSession } from '../session'

const needsAnything = ({ state }: EditorSession): string | null =>
  state.selection.size + state.wires.size > 0 ? null : 'Select a block or a wire first.'

/** Takes away what is selected, wires and all, as one entry of the log. */
function remove(session: EditorSession, heal: boolean): void {
  const { scene } = session
  const { selection, wires } = session.state
  const cut = wires.size > 0 ? disconnect(scene, [...wires].map(inputOf)) : null
  const gone = selection.size > 0 ? removeBlocks(scene, selection, heal) : null
  session.do(cut && gone ? { ...gone, changes: [...cut.changes, ...gone.changes] } : (gone ?? cut))
}

export const editing: readonly Command[] = [
  {
    id: 'undo',
    title: 'Undo',
    keys: 'mod+z',
    everywhere: true,
    edits: true,
    on: ['canvas'],
    blocked: ({ model }) => (model.history.last ? null : 'Nothing is left to undo.'),
    isQuiet: true,
    run: session => session.undo(),
  },
  {
    id: 'redo',
    title: 'Redo',
    keys: 'mod+y',
    also: ['shift+mod+z'],
    everywhere: true,
    edits: true,
    on: ['canvas'],
    blocked: ({ model }) => (model.history.next ? null : 'Nothing was undone.'),
    isQuiet: true,
    run: session => session.redo(),
  },
  {
    id: 'add',
    title: 'Add a block …',
    keys: 'Tab',
    words: 'palette insert new',
    edits: true,
    on: ['canvas'],
    run: (_, view) => view.openPalette(),
  },
  {
    id: 'note',
    title: 'Add a note',
    keys: 'n',
    words: 'comment text',
    edits: true,
    on: ['canvas'],
    run: (session, view) => session.do(addNote(session.scene, view.middle(), session.newId)),
  },
  {
    id: 'values',
    title: 'Set its values',
    keys: 'Enter',
    words: 'edit parameters length number',
    edits: true,
    on: ['block'],
    isQuiet: true,
    blocked: ({ state }) => (state.selection.size === 1 ? null : 'Select one block, frame or note first.'),
    run: session => session.hands?.editValues(),
  },
  {
    id: 'copy',
    title: 'Copy',
    keys: 'mod+c',
    isNative: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.hands?.copy(),
  },
  {
    id: 'cut',
    title: 'Cut',
    keys: 'mod+x',
    isNative: true,
    edits: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.hands?.cut(),
  },
  {
    id: 'paste',
    title: 'Paste',
    keys: 'mod+v',
    isNative: true,
    edits: true,
    on: ['canvas'],
    run: session => session.hands?.paste(false),
  },
  {
    id: 'paste-wired',
    title: 'Paste with the wires into it',
    keys: 'shift+mod+v',
    isNative: true,
    edits: true,
    on: ['canvas'],
    run: session => session.hands?.paste(true),
  },
  {
    id: 'duplicate',
    title: 'Duplicate',
    keys: 'mod+d',
    edits: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.do(duplicate(session.scene, chosen(session), false, session.newId)),
  },
  {
    id: 'duplicate-wired',
    title: 'Duplicate with the wires into it',
    keys: 'shift+mod+d',
    edits: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => session.do(duplicate(session.scene, chosen(session), true, session.newId)),
  },
  {
    id: 'pin',
    title: 'Pin where it is, or let go',
    keys: 'p',
    words: 'lock layout',
    edits: true,
    on: ['block', 'selection'],
    blocked: needsSelection,
    run: session => {
      const blocks = chosen(session).flatMap(id => session.scene.blocks.get(id) ?? [])
      const isLoose = blocks.some(({ pinned }) => !pinned)
      session.do(pinBlocks(session.scene, chosen(session), isLoose))
    },
  },
  {
    id: 'remove',
    title: 'Remove',
    keys: 'Delete',
    also: ['Backspace'],
    words: 'delete',
    edits: true,
    on: ['block', 'selection', 'wire'],
    isQuiet: true,
    blocked: needsAnything,
    run: session => remove(session, false),
  },
  {
    id: 'heal',
    title: 'Remove and heal the wires',
    keys: 'mod+Delete',
    also: ['mod+Backspace'],
    words: 'delete dissolve',
    edits: true,
    on: ['block', 'selection'],
    isQuiet: true,
    blocked: needsSelection,
    run: session => remove(session, true),
  },
]
