'use client'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { TextField } from './Field'
import { explain } from './problem'

interface RenameProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly what: string
  readonly name: string
  readonly error: unknown
  readonly busy: boolean
  readonly onRename: (name: string) => void
}

export function RenameDialog({ open, onClose, what, name, error, busy, onRename }: RenameProps) {
  const [text, setText] = useState(name)
  useEffect(() => setText(name), [name])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRename(text)
  }
  return (
    <Dialog open={open} onClose={onClose} title={`Rename this ${what}`}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="Name"
          value={text}
          onChange={event => setText(event.target.value)}
          problem={error ? explain(error).sentence : null}
          maxLength={80}
          required
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
