'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '../_ui/Button'
import { Dialog } from '../_ui/Dialog'
import { TextField } from '../_ui/Field'

interface PublishDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The number it gets. */
  readonly version: number
  readonly compiles: boolean
  readonly busy: boolean
  readonly onPublish: (message: string) => void
}

/** A draft becomes a version that screens, alerts and backtests run. */
export function PublishDialog({ open, onClose, version, compiles, busy, onPublish }: PublishDialogProps) {
  const [message, setMessage] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPublish(message.trim())
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Publish version ${version}`}
      about={
        compiles
          ? 'Its screens use it from their next run on. Older versions stay as they are.'
          : 'It has problems: it is kept, but nothing can run it.'
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label="What has changed"
          hint="For whoever reads the history. It may stay empty."
          value={message}
          onChange={event => setMessage(event.target.value)}
          maxLength={200}
          autoFocus
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Publish
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
