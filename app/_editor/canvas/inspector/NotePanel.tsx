'use client'
import { setNote } from '../../model/edits/annotate'
import type { Note as NoteRecord } from '../../model/graphState'
import { useSession } from '../context'
import { Heading, Note } from './Row'

/** A note's text, with room to write. */
export function NotePanel({ note }: { readonly note: NoteRecord }) {
  const session = useSession()
  return (
    <>
      <Heading>Note</Heading>
      <div className="px-4">
        <textarea
          aria-label="Text of the note, in markdown"
          className="h-48 w-full resize-y rounded-md border border-line-strong bg-ground p-2 text-ink focus:border-accent focus:outline-none"
          value={note.text}
          readOnly={session.readOnly}
          onChange={event => session.do(setNote(session.scene, note.id, { text: event.target.value }))}
        />
      </div>
      <Note>
        Markdown: # heading, - list, **strong**, *stressed*, `code`, [a link](https://…). Double-click the
        note or press Enter on it to write in place.
      </Note>
    </>
  )
}
