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
export function PublishDialog({ open, onClose, version, compiles, ...asked }: PublishDialogProps) {
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
      <Form onClose={onClose} {...asked} />
    </Dialog>
  )
}

/** It goes with the window: the next version has a message of its own. */
function Form({ onClose, busy, onPublish }: Pick<PublishDialogProps, 'onClose' | 'busy' | 'onPublish'>) {
  const [message, setMessage] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPublish(message.trim())
  }
  return (
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
  )
}
