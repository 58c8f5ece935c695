'use client'
import { type FormEvent, useState } from 'react'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { TextField } from './Field'

interface ConfirmProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will happen, and what can't be undone about it. */
  readonly about: string
  readonly action: string
  /** What takes nothing away need not look dangerous. */
  readonly look?: 'danger' | 'primary'
  /** The way back. */
  readonly keep?: string
  /** What has to be typed first, for what nobody should do by accident. */
  readonly typed?: string
  readonly busy?: boolean
  readonly onConfirm: () => void
}

export function Confirm({
  open,
  onClose,
  title,
  about,
  action,
  look = 'danger',
  keep = 'Keep it',
  typed,
  busy,
  onConfirm,
}: ConfirmProps) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm()
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} about={about}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {typed && (
          <TextField
            label={`Type “${typed}” to confirm`}
            value={text}
            onChange={event => setText(event.target.value)}
            autoComplete="off"
            autoFocus
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{keep}</Button>
          <Button
            type="submit"
            look={look}
            busy={busy ?? false}
            disabled={typed !== undefined && text !== typed}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
