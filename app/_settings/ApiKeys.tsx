'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useBlocked, useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { CopyLine } from '../_ui/CopyLine'
import { SelectField, TextField } from '../_ui/Field'
import { Dialog } from '../_ui/Overlay'
import { explain } from '../_ui/problem'
import { Failed, Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'

type Key = Outputs['apiKeys']['list'][number]
type Scope = Key['scopes'][number]

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

export function ApiKeys() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('apiKeys:edit')
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const asked = { workspaceId: workspace.id }
  const { data, error, refetch } = useQuery(trpc.apiKeys.list.queryOptions(asked))
  const renew = () => queries.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() })
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: async () => {
        setRevoking(null)
        await renew()
      },
      onError: problem => say.failed('The key still works', problem),
    }),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <p className="flex-1 text-soft">
          Keys let programs use this workspace through{' '}
          <a href="/api/v1/openapi.json" className="text-accent hover:underline">
            the HTTP API
          </a>
          . A key is shown once, when it is made.
        </p>
        <Button icon={<Plus size={14} />} blocked={blocked} onClick={() => setCreating(true)}>
          New key
        </Button>
      </div>
      {!data ? (
        <Loading rows={2} />
      ) : data.length === 0 ? (
        <p className="flex items-center gap-2 text-faint">
          <KeyRound size={14} /> No key yet.
        </p>
      ) : (
        <ul className="rounded-lg border border-line">
          {data.map(key => (
            <li
              key={key.id}
              className="flex flex-wrap items-center gap-3 border-b border-line px-3 py-2 last:border-b-0"
            >
              <span className="min-w-32 flex-1 truncate font-medium">{key.name}</span>
              <code className="font-mono text-[12px] text-faint">{key.start}…</code>
              {key.scopes.map(scope => (
                <Badge key={scope}>{scope}</Badge>
              ))}
              <Life of={key} />
              <Button
                look="danger"
                blocked={blocked ?? (key.revokedAt ? 'This key is revoked already.' : null)}
                onClick={() => setRevoking(key)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewKey open={creating} onClose={() => setCreating(false)} onCreated={renew} />
      <Confirm
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke ${revoking?.name ?? ''}?`}
        about="Programs that use this key are refused from now on. This can’t be undone."
        action="Revoke key"
        busy={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate({ ...asked, keyId: revoking.id })}
      />
    </div>
  )
}

function Life({ of: { revokedAt, expiresAt } }: { of: Key }) {
  if (revokedAt) return <Badge tone="bad">revoked</Badge>
  if (!expiresAt) return <span className="text-[12px] text-faint">no end</span>
  return (
    <span className="text-[12px] text-faint">
      {expiresAt.getTime() < Date.now() ? 'expired ' : 'ends '}
      <Ago at={expiresAt} />
    </span>
  )
}

interface NewKeyProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onCreated: () => void
}

function NewKey({ open, onClose, onCreated }: NewKeyProps) {
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
