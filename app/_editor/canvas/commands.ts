// Everything a person can do with a drawing, once: the keys of the canvas, the command palette and the shortcut sheet read this list.

import { addFrame, addNote } from '../model/edits/annotate'
import { align, distribute, nudge, SIDES, snap, thingsOf } from '../model/edits/arrange'
import { pinBlocks, removeBlocks } from '../model/edits/blocks'
import { duplicate } from '../model/edits/clipboard'
import { makeSubgraph } from '../model/edits/subgraphs'
import { unpack } from '../model/edits/unpack'
import { newVersion, updatesOf, updateUse } from '../model/edits/versions'
import { swapInputs } from '../model/edits/wires'
import { elkLayouter } from '../model/elk'
import { downstreamOf, upstreamOf } from '../model/ports'
import { GRID } from '../model/size'
import { tidy } from '../model/tidy'
import type { EditorSession } from './session'

/** What only the view knows. */
export interface View {
  readonly fit: () => void
  /** Opens the palette at the pointer, or in the middle. */
  readonly openPalette: () => void
  readonly middle: () => { readonly x: number; readonly y: number }
}

export interface Command {
  readonly id: string
  readonly title: string
  /** As the canvas takes it; `shift+` stands first. */
  readonly keys?: string
  readonly words?: string
  /** Changes the document: not for those who may only look. */
  readonly edits?: boolean
  readonly run: (session: EditorSession, view: View) => void
}

const chosen = (session: EditorSession): string[] => [...session.state.selection]
const only = (session: EditorSession): string => chosen(session)[0] ?? ''

const move = (dx: number, dy: number, key: string): Command[] =>
  [
    { keys: key, step: GRID },
    { keys: `shift+${key}`, step: GRID * 5 },
  ].map(({ keys, step }) => ({
    id: `nudge ${keys}`,
    title: `Move ${key.replace('Arrow', '').toLowerCase()}${step > GRID ? ', far' : ''}`,
    keys,
    edits: true,
    run: session => {
      if (session.state.selection.size > 0)
        session.do(nudge(session.scene, chosen(session), { x: dx * step, y: dy * step }))
    },
  }))

/** Goes from the selected block to the nearest one in that direction. */
const go = (dx: number, dy: number, key: string): Command => ({
  id: `go ${key}`,
  title: `Go ${key.replace('Arrow', '').toLowerCase()}`,
  keys: `alt+${key}`,
  run: session => {
    const { scene } = session
    const all = thingsOf(scene, scene.blocks.keys())
    const from = all.find(({ id }) => id === only(session))
    const next = from
      ? all
          .filter(({ id, x, y }) => id !== from.id && (x - from.x) * dx + (y - from.y) * dy > 0)
          .map(each => ({
            id: each.id,
            far: Math.abs(each.x - from.x) * (dx ? 1 : 3) + Math.abs(each.y - from.y) * (dy ? 1 : 3),
          }))
          .sort((a, b) => a.far - b.far)[0]
      : all.sort((a, b) => a.x - b.x || a.y - b.y)[0]
    if (next) session.set({ selection: new Set([next.id]), target: { block: next.id } })
  },
})

export const COMMANDS: readonly Command[] = [
  { id: 'undo', title: 'Undo', keys: 'mod+z', edits: true, run: session => session.undo() },
  { id: 'redo', title: 'Redo', keys: 'mod+y', edits: true, run: session => session.redo() },
  { id: 'redo-too', title: 'Redo', keys: 'shift+mod+z', edits: true, run: session => session.redo() },
  {
    id: 'add',
    title: 'Add a block …',
    keys: 'Tab',
    words: 'palette insert new',
    edits: true,
    run: (_, view) => view.openPalette(),
  },
  {
    id: 'wire',
    title: 'Connect the block to …',
    keys: 'w',
    words: 'wire link',
    edits: true,
    run: session => session.set({ wiring: chosen(session)[0] ?? null }),
  },
  {
    id: 'search',
    title: 'Search in the graph',
    keys: 'mod+f',
    words: 'find block',
    run: session => session.set({ isSearching: true }),
  },
  { id: 'fit', title: 'Show everything', keys: 'shift+!', words: 'zoom fit', run: (_, view) => view.fit() },
  {
    id: 'tidy',
    title: 'Tidy up',
    keys: 'shift+t',
    words: 'layout arrange elk',
    edits: true,
    run: session => {
      tidy(session.scene, chosen(session), elkLayouter).then(
        edit => session.do(edit),
        () => session.say('The layout could not be loaded. Check the connection and try again.'),
      )
    },
  },
  {
    id: 'remove',
    title: 'Remove',
    keys: 'Delete',
    words: 'delete',
    edits: true,
    run: session => session.do(removeBlocks(session.scene, chosen(session), false)),
  },
  {
    id: 'remove-too',
    title: 'Remove',
    keys: 'Backspace',
    edits: true,
    run: session => session.do(removeBlocks(session.scene, chosen(session), false)),
  },
  {
    id: 'heal',
    title: 'Remove and heal the wires',
    keys: 'mod+Delete',
    words: 'delete dissolve',
    edits: true,
    run: session => session.do(removeBlocks(session.scene, chosen(session), true)),
  },
  {
    id: 'heal-too',
    title: 'Remove and heal the wires',
    keys: 'mod+Backspace',
    edits: true,
    run: session => session.do(removeBlocks(session.scene, chosen(session), true)),
  },
  {
    id: 'duplicate',
    title: 'Duplicate',
    keys: 'mod+d',
    edits: true,
    run: session => session.do(duplicate(session.scene, chosen(session), false, session.newId)),
  },
  {
    id: 'duplicate-wired',
    title: 'Duplicate with the wires into it',
    keys: 'shift+mod+d',
    edits: true,
    run: session => session.do(duplicate(session.scene, chosen(session), true, session.newId)),
  },
  {
    id: 'all',
    title: 'Select everything',
    keys: 'mod+a',
    run: session => {
      const { scene } = session
      session.select([
        ...scene.blocks.keys(),
        ...(scene.within === null ? [...scene.graph.frames.keys(), ...scene.graph.notes.keys()] : []),
      ])
    },
  },
  {
    id: 'upstream',
    title: 'Select everything that feeds this',
    keys: 'shift+alt+ArrowLeft',
    words: 'upstream before',
    run: session => session.select(upstreamOf(session.scene, chosen(session))),
  },
  {
    id: 'downstream',
    title: 'Select everything this feeds',
    keys: 'shift+alt+ArrowRight',
    words: 'downstream behind',
    run: session => session.select(downstreamOf(session.scene, chosen(session))),
  },
  {
    id: 'frame',
    title: 'Put a frame around it',
    keys: 'f',
    words: 'group box',
    edits: true,
    run: (session, view) =>
      session.do(addFrame(session.scene, chosen(session), view.middle(), session.newId)),
  },
  {
    id: 'note',
    title: 'Add a note',
    keys: 'n',
    words: 'comment text',
    edits: true,
    run: (session, view) => session.do(addNote(session.scene, view.middle(), session.newId)),
  },
  {
    id: 'subgraph',
    title: 'Turn the selection into a sub-graph',
    keys: 'mod+g',
    words: 'group reuse function',
    edits: true,
    run: session => session.do(makeSubgraph(session.scene, chosen(session), 'Sub-graph', session.newId)),
  },
  {
    id: 'unpack',
    title: 'Unpack the sub-graph',
    keys: 'shift+mod+g',
    words: 'ungroup expand',
    edits: true,
    run: session => session.do(unpack(session.scene, only(session), session.newId)),
  },
  {
    id: 'enter',
    title: 'Open the sub-graph',
    keys: 'mod+Enter',
    words: 'inside edit',
    run: session => session.enter(only(session)),
  },
  {
    id: 'leave',
    title: 'Leave the sub-graph',
    keys: 'mod+Escape',
    run: session => session.leave(Math.max(0, session.state.path.length - 1)),
  },
  {
    id: 'version',
    title: 'Begin a new version of the sub-graph for this block',
    edits: true,
    run: session => session.do(newVersion(session.scene, only(session))),
  },
  {
    id: 'update',
    title: 'Update the sub-graph to its newest version',
    edits: true,
    run: session => {
      const block = session.scene.blocks.get(only(session))
      const newest = block && updatesOf(session.model.state, block)[0]
      if (block && newest) session.do(updateUse(session.scene, block.id, newest.id))
      else session.say('There is no newer version.')
    },
  },
  {
    id: 'swap',
    title: 'Swap the first two inputs',
    keys: 'x',
    edits: true,
    run: session => session.do(swapInputs(session.scene, only(session))),
  },
  {
    id: 'pin',
    title: 'Pin where it is, or let go',
    keys: 'p',
    words: 'lock layout',
    edits: true,
    run: session => {
      const blocks = chosen(session).flatMap(id => session.scene.blocks.get(id) ?? [])
      session.do(
        pinBlocks(
          session.scene,
          chosen(session),
          blocks.some(({ pinned }) => !pinned),
        ),
      )
    },
  },
  ...SIDES.map(
    (side): Command => ({
      id: `align ${side}`,
      title: `Align ${side}`,
      edits: true,
      run: session => session.do(align(session.scene, chosen(session), side)),
    }),
  ),
  ...(['across', 'down'] as const).map(
    (axis): Command => ({
      id: `distribute ${axis}`,
      title: `Distribute ${axis}`,
      edits: true,
      run: session => session.do(distribute(session.scene, chosen(session), axis)),
    }),
  ),
  {
    id: 'snap',
    title: 'Snap to the grid',
    edits: true,
    run: session => session.do(snap(session.scene, chosen(session))),
  },
  ...move(-1, 0, 'ArrowLeft'),
  ...move(1, 0, 'ArrowRight'),
  ...move(0, -1, 'ArrowUp'),
  ...move(0, 1, 'ArrowDown'),
  go(-1, 0, 'ArrowLeft'),
  go(1, 0, 'ArrowRight'),
  go(0, -1, 'ArrowUp'),
  go(0, 1, 'ArrowDown'),
]

interface Pressed {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** The command of a pressed key; null where there is none. */
export function commandOf({ key, shiftKey, altKey, ctrlKey, metaKey }: Pressed): Command | null {
  const name = key.length === 1 ? key.toLowerCase() : key
  const written = `${shiftKey ? 'shift+' : ''}${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${name}`
  return COMMANDS.find(({ keys }) => keys === written) ?? null
}
