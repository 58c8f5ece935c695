'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { CopyLine } from '../_ui/CopyLine'
import { Dialog } from '../_ui/Dialog'
import { SelectField, TextField } from '../_ui/Field'
import { explain } from '../_ui/problem'

type Scope = Outputs['apiKeys']['list'][number]['scopes'][number]

const SCOPES: readonly { readonly scope: Scope; readonly may: string }[] = [
  { scope: 'read', may: 'read strategies, screens and results' },
  { scope: 'run', may: 'start runs' },
  { scope: 'trade', may: 'place and cancel orders' },
]

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: 'never', label: 'never' },
] as const

interface NewKeyProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onCreated: () => void
}

/** Makes a key and shows it, once. */
export function NewKey({ open, onClose, onCreated }: NewKeyProps) {
  const { workspace } = useHere()
  const [days, setDays] = useState<(typeof LIVES)[number]['value']>('90')
  const create = useMutation(useTRPC().apiKeys.create.mutationOptions({ onSuccess: onCreated }))
  const close = () => {
    create.reset()
    onClose()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    create.mutate({
      workspaceId: workspace.id,
      name: String(fields.get('name')),
      scopes: fields.getAll('scope') as Scope[], // the boxes below are scopes
      expiresInDays: days === 'never' ? null : Number(days),
    })
  }
  const problem = create.error && explain(create.error)
  return (
    <Dialog open={open} onClose={close} title="New API key">
      {create.data ? (
        <div className="flex flex-col gap-3">
          <p className="text-soft">Copy the key now. It is not kept here and can’t be shown again.</p>
          <CopyLine text={create.data.secret} label="API key" />
          <Button look="primary" onClick={close} className="self-end">
            I have it
          </Button>
        </div>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-3">
          <TextField
            label="Name"
            name="name"
            maxLength={60}
            required
            autoFocus
            hint="Which program uses it."
            problem={problem && (problem.fields.name?.[0] ?? problem.fields.scopes?.[0] ?? problem.sentence)}
          />
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-soft">It may</legend>
            {SCOPES.map(({ scope, may }) => (
              <label key={scope} className="flex items-center gap-2">
                <input type="checkbox" name="scope" value={scope} defaultChecked={scope === 'read'} /> {may}
              </label>
            ))}
          </fieldset>
          <SelectField label="Ends after" options={LIVES} value={days} onChange={setDays} />
          <div className="mt-1 flex justify-end gap-2">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" look="primary" busy={create.isPending}>
              Create key
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
