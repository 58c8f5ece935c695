'use client'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useEffect, useRef, useState } from 'react'
import { setNote } from '../model/edits/annotate'
import { useGraph, useSession } from './context'
import type { NoteFlow } from './flow'
import { Markdown } from './Markdown'

/** A note in markdown. Enter and a double click press its button, and it is written in place. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlow>) {
  const session = useSession()
  const { readOnly } = session
  // the node is drawn a moment after the document changes; what is typed must not wait for it
  const text = useGraph(() => session.scene.notes.get(note.id)?.text ?? '')
  // one that was just added is selected, and is there to be written
  const [isEditing, setEditing] = useState(text === '' && selected && !readOnly)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isEditing) field.current?.focus()
  }, [isEditing])
  const change = (fields: Parameters<typeof setNote>[2]) =>
    session.do(setNote(session.scene, note.id, fields))
  const leave = (element: HTMLElement) => {
    setEditing(false)
    element.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true })
  }
  return (
    <section
      aria-label="Note"
      className="note-card h-full w-full overflow-hidden rounded-lg border border-line bg-panel text-[12px]"
    >
      {!readOnly && (
        <NodeResizer
          isVisible={selected}
          minWidth={100}
          minHeight={50}
          onResizeEnd={(_, { x, y, width, height }) => change({ x, y, width, height })}
        />
      )}
      {isEditing ? (
        <textarea
          aria-label="Text of the note"
          ref={field}
          className="nodrag nopan nokey nowheel h-full w-full resize-none bg-transparent p-2 text-ink focus:outline-none"
          value={text}
          placeholder="Markdown: # heading, - list, **strong**, `code`"
          onChange={event => change({ text: event.target.value })}
          onBlur={() => setEditing(false)}
          onKeyDown={event => {
            const isDone =
              event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            if (!isDone) return
            event.stopPropagation()
            event.preventDefault()
            leave(event.currentTarget)
          }}
        />
      ) : (
        <>
          <div
            className={
              selected ? 'nowheel h-full overflow-auto p-2 text-soft' : 'h-full overflow-hidden p-2 text-soft'
            }
          >
            {text === '' ? <p className="text-faint">An empty note.</p> : <Markdown text={text} />}
          </div>
          {!readOnly && (
            <button
              type="button"
              tabIndex={-1}
              data-edit
              className="sr-only"
              onClick={() => setEditing(true)}
            >
              Edit the note
            </button>
          )}
        </>
      )}
    </section>
  )
})
