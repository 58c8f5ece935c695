// Frames and notes: what explains a drawing and computes nothing.
import { MOST_FRAMES, MOST_NOTES } from '@/sandbox/compile/graph/limits'
import { type Attempt, type Change, done, type Edit, type Json, refused } from '../edit'
import { boxIn, membersOf } from '../frames'
import type { Frame, Note, Scene } from '../graphState'
import type { NewId } from '../ids'
import { framePath, notePath } from '../record'
import { around, type Box, clamped } from '../size'
import { thingsOf } from './arrange'
import type { Point } from './blocks'

export const FRAME_COLOURS = ['slate', 'blue', 'teal', 'amber', 'rose', 'violet'] as const
export type FrameColour = (typeof FRAME_COLOURS)[number]

/** What a frame is called until somebody names it. */
export const UNNAMED = 'Frame'

const ROOM = 24
const TITLE_ROOM = 36

const roomAround = ({ x, y, width, height }: Box): Box => ({
  x: clamped(x - ROOM),
  y: clamped(y - TITLE_ROOM),
  width: Math.min(1e5, Math.round(width + 2 * ROOM)),
  height: Math.min(1e5, Math.round(height + TITLE_ROOM + ROOM)),
})

export const frameChange = (within: string | null, frame: Frame): Change => ({
  path: framePath(within, frame.id),
  value: { ...frame },
})
export const noteChange = (within: string | null, note: Note): Change => ({
  path: notePath(within, note.id),
  value: { ...note },
})

/** Why so many more frames and notes don't fit on a sheet; null where they do. */
export function annotationRefusal(
  scene: Pick<Scene, 'frames' | 'notes'>,
  more: { readonly frames: number; readonly notes: number },
): string | null {
  if (scene.frames.size + more.frames > MOST_FRAMES) return `A sheet holds at most ${MOST_FRAMES} frames.`
  if (scene.notes.size + more.notes > MOST_NOTES) return `A sheet holds at most ${MOST_NOTES} notes.`
  return null
}

/** A frame around what is selected, or an empty one at a point. */
export function addFrame(scene: Scene, ids: Iterable<string>, at: Point, newId: NewId): Attempt {
  const reason = annotationRefusal(scene, { frames: 1, notes: 0 })
  if (reason) return refused(reason)
  const box = around(thingsOf(scene, ids))
  const id = newId('frame')
  const frame: Frame = {
    id,
    ...(box ? roomAround(box) : { x: clamped(at.x), y: clamped(at.y), width: 320, height: 200 }),
    title: UNNAMED,
    color: 'slate',
  }
  return done({
    title: 'Add a frame',
    changes: [frameChange(scene.within, frame)],
    select: [id],
  })
}

/** Draws a frame close around the blocks that lie in it. */
export function fitFrame(scene: Scene, id: string): Edit {
  const frame = scene.frames.get(id)
  const box = frame && around(membersOf(scene, frame).flatMap(each => boxIn(scene, each) ?? []))
  return setFrame(scene, id, box ? roomAround(box) : {}, 'Fit')
}

type FrameFields = Partial<Omit<Frame, 'id' | 'collapsed' | 'members'>>

export function setFrame(scene: Scene, id: string, fields: FrameFields, verb = 'Change'): Edit {
  const title = scene.frames.get(id)?.title || 'a frame'
  const path = framePath(scene.within, id)
  return {
    title: `${verb} ${title}`,
    changes: Object.entries(fields).map(([key, value]) =>
      value === undefined
        ? { path: [...path, key] }
        : { path: [...path, key], value: typeof value === 'string' ? value.slice(0, 200) : value },
    ),
    ...(verb === 'Change' && { merge: `frame ${id} ${Object.keys(fields).join(' ')}` }),
  }
}

/** Collapses a frame to a chip that stands for what lies in it, or opens it again. */
export function collapseFrame(scene: Scene, id: string, collapsed: boolean): Edit {
  const frame = scene.frames.get(id)
  const title = `${collapsed ? 'Collapse' : 'Open'} ${frame?.title || 'a frame'}`
  if (!frame || (frame.collapsed ?? false) === collapsed) return { title, changes: [] }
  const path = framePath(scene.within, id)
  return {
    title,
    changes: collapsed
      ? [
          { path: [...path, 'members'], value: membersOf(scene, frame) },
          { path: [...path, 'collapsed'], value: true },
        ]
      : [{ path: [...path, 'collapsed'] }, { path: [...path, 'members'] }],
  }
}

export function addNote(scene: Scene, at: Point, newId: NewId, text = ''): Attempt {
  const reason = annotationRefusal(scene, { frames: 0, notes: 1 })
  if (reason) return refused(reason)
  const id = newId('note')
  const note = {
    id,
    x: clamped(at.x),
    y: clamped(at.y),
    width: 220,
    height: 120,
    text: text.slice(0, 10_000),
  }
  return done({ title: 'Add a note', changes: [noteChange(scene.within, note)], select: [id] })
}

type NoteFields = Partial<Box> & { readonly text?: string }

export const setNote = ({ within }: Scene, id: string, fields: NoteFields): Edit => ({
  title: 'Change a note',
  changes: Object.entries(fields).map(([key, value]) => ({
    path: [...notePath(within, id), key],
    value: (typeof value === 'string' ? value.slice(0, 10_000) : value) as Json,
  })),
  merge: `note ${id} ${Object.keys(fields).join(' ')}`,
})
