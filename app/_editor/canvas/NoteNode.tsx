'use client'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo, useState } from 'react'
import { setNote } from '../model/edits/annotate'
import { useGraph, useSession } from './context'
import type { NoteFlow } from './flow'
import { Markdown } from './Markdown'

/** A note in markdown, written in place after a double click or Enter. */
export const NoteNode = memo(function NoteNode({ data: { note }, selected }: NodeProps<NoteFlow>) {
  const session = useSession()
  const { readOnly } = session
  // the node is drawn a moment after the document changes; what is typed must not wait for it
  const text = useGraph(graph => graph.notes.get(note.id)?.text ?? '')
  const [isEditing, setEditing] = useState(text === '' && !readOnly)
  const change = (fields: Parameters<typeof setNote>[1]) => session.do(setNote(note.id, fields))
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
          // biome-ignore lint/a11y/noAutofocus: a new note is there to be written
          autoFocus
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
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter on the note presses the button below */}
          <div
            className={
              selected ? 'nowheel h-full overflow-auto p-2 text-soft' : 'h-full overflow-hidden p-2 text-soft'
            }
            onDoubleClick={() => !readOnly && setEditing(true)}
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
