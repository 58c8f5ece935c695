import { addFrame } from '../../model/edits/annotate'
import { align, distribute, nudge, SIDES, snap } from '../../model/edits/arrange'
import { elkLayouter } from '../../model/elk'
import { GRID } from '../../model/size'
import { type Command, chosen, needsSelection } from '../command'
import type { EditorSession } from '../session'
import { tidyUp } from '../tidyUp'

const needs =
  (most: number, sentence: string) =>
  ({ state }: EditorSession): string | null =>
    state.selection.size >= most ? null : sentence

const ALIGN = 'Align and distribute'

const move = (dx: number, dy: number, key: string): Command[] =>
  [
    { keys: key, step: GRID },
    { keys: `shift+${key}`, step: GRID * 5 },
  ].map(({ keys, step }) => ({
    id: `nudge ${keys}`,
    title: `Move ${key.replace('Arrow', '').toLowerCase()}${step > GRID ? ', far' : ''}`,
    keys,
    edits: true,
    isQuiet: true,
    blocked: needsSelection,
    run: session => session.do(nudge(session.scene, chosen(session), { x: dx * step, y: dy * step })),
  }))

export const arranging: readonly Command[] = [
  {
    id: 'tidy',
    title: 'Tidy up',
    keys: 'shift+t',
    words: 'layout arrange elk',
    edits: true,
    on: ['canvas', 'selection'],
    run: session => void tidyUp(session, elkLayouter),
  },
  {
    id: 'frame',
    title: 'Put a frame around it',
    keys: 'f',
    words: 'group box',
    edits: true,
    on: ['block', 'selection'],
    run: (session, view) =>
      session.do(addFrame(session.scene, chosen(session), view.middle(), session.newId)),
  },
  ...SIDES.map(
    (side): Command => ({
      id: `align ${side}`,
      title: `Align ${side}`,
      edits: true,
      on: ['selection'],
      under: ALIGN,
      blocked: needs(2, 'Select two things or more first.'),
      run: session => session.do(align(session.scene, chosen(session), side)),
    }),
  ),
  ...(['across', 'down'] as const).map(
    (axis): Command => ({
      id: `distribute ${axis}`,
      title: `Distribute ${axis}`,
      edits: true,
      on: ['selection'],
      under: ALIGN,
      blocked: needs(3, 'Select three things or more first.'),
      run: session => session.do(distribute(session.scene, chosen(session), axis)),
    }),
  ),
  {
    id: 'snap',
    title: 'Snap to the grid',
    edits: true,
    on: ['selection'],
    under: ALIGN,
    blocked: needsSelection,
    run: session => session.do(snap(session.scene, chosen(session))),
  },
  ...move(-1, 0, 'ArrowLeft'),
  ...move(1, 0, 'ArrowRight'),
  ...move(0, -1, 'ArrowUp'),
  ...move(0, 1, 'ArrowDown'),
]
