// Frames and notes: what explains a drawing and computes nothing.
import { type Attempt, done, type Edit, type Json, refused } from '../edit'
import { boxIn, membersOf } from '../frames'
import type { Frame, GraphState, Scene } from '../graphState'
import type { NewId } from '../ids'
import { around, type Box, clamped } from '../size'
import { thingsOf } from './arrange'
import type { Point } from './blocks'

export const FRAME_COLOURS = ['slate', 'blue', 'teal', 'amber', 'rose', 'violet'] as const
export type FrameColour = (typeof FRAME_COLOURS)[number]

const MOST = 500
const ROOM = 24
const TITLE_ROOM = 36

const roomAround = ({ x, y, width, height }: Box): Box => ({
  x: clamped(x - ROOM),
  y: clamped(y - TITLE_ROOM),
  width: Math.min(1e5, Math.round(width + 2 * ROOM)),
  height: Math.min(1e5, Math.round(height + TITLE_ROOM + ROOM)),
})

/** A frame around what is selected, or an empty one at a point. */
export function addFrame(scene: Scene, ids: Iterable<string>, at: Point, newId: NewId): Attempt {
  if (scene.within !== null) return refused('Frames stand in the strategy itself, not inside a sub-graph.')
  if (scene.graph.frames.size >= MOST) return refused(`At most ${MOST} frames fit.`)
  const box = around(thingsOf(scene, ids))
  const id = newId('frame')
  const frame: Frame = {
    id,
    ...(box ? roomAround(box) : { x: clamped(at.x), y: clamped(at.y), width: 320, height: 200 }),
    title: 'Frame',
    color: 'slate',
  }
  return done({
    title: 'Add a frame',
    changes: [{ path: ['frames', id], value: { ...frame } }],
    select: [id],
  })
}

/** Draws a frame close around the blocks that lie in it. */
export function fitFrame(scene: Scene, id: string): Edit {
  const frame = scene.graph.frames.get(id)
  const box = frame && around(membersOf(scene.graph, frame).flatMap(each => boxIn(scene.graph, each) ?? []))
  return setFrame(scene.graph, id, box ? roomAround(box) : {}, 'Fit')
}

type FrameFields = Partial<Omit<Frame, 'id' | 'collapsed' | 'members'>>

export function setFrame(graph: GraphState, id: string, fields: FrameFields, verb = 'Change'): Edit {
  const title = graph.frames.get(id)?.title || 'a frame'
  return {
    title: `${verb} ${title}`,
    changes: Object.entries(fields).map(([key, value]) =>
      value === undefined
        ? { path: ['frames', id, key] }
        : { path: ['frames', id, key], value: typeof value === 'string' ? value.slice(0, 200) : value },
    ),
    ...(verb === 'Change' && { merge: `frame ${id} ${Object.keys(fields).join(' ')}` }),
  }
}

/** Collapses a frame to a chip that stands for what lies in it, or opens it again. */
export function collapseFrame(graph: GraphState, id: string, collapsed: boolean): Edit {
  const frame = graph.frames.get(id)
  const title = `${collapsed ? 'Collapse' : 'Open'} ${frame?.title || 'a frame'}`
  if (!frame || (frame.collapsed ?? false) === collapsed) return { title, changes: [] }
  const path = ['frames', id]
  return {
    title,
    changes: collapsed
      ? [
          { path: [...path, 'members'], value: membersOf(graph, frame) },
          { path: [...path, 'collapsed'], value: true },
        ]
      : [{ path: [...path, 'collapsed'] }, { path: [...path, 'members'] }],
  }
}

export function addNote(scene: Scene, at: Point, newId: NewId, text = ''): Attempt {
  if (scene.within !== null) return refused('Notes stand in the strategy itself, not inside a sub-graph.')
  if (scene.graph.notes.size >= MOST) return refused(`At most ${MOST} notes fit.`)
  const id = newId('note')
  const note = {
    id,
    x: clamped(at.x),
    y: clamped(at.y),
    width: 220,
    height: 120,
    text: text.slice(0, 10_000),
  }
  return done({ title: 'Add a note', changes: [{ path: ['notes', id], value: note }], select: [id] })
}

type NoteFields = Partial<Box> & { readonly text?: string }

export const setNote = (id: string, fields: NoteFields): Edit => ({
  title: 'Change a note',
  changes: Object.entries(fields).map(([key, value]) => ({
    path: ['notes', id, key],
    value: (typeof value === 'string' ? value.slice(0, 10_000) : value) as Json,
  })),
  merge: `note ${id} ${Object.keys(fields).join(' ')}`,
})
