'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Page } from '../_frame/Page'
import { useBlocked, useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { Confirm } from '../_ui/Confirm'
import { SearchBox } from '../_ui/SearchBox'
import { Empty, Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { useSay } from '../_ui/Toasts'
import { whenOpen } from '../_ui/whenOpen'

const NewKey = whenOpen(async () => (await import('./NewKey')).NewKey)

type Key = Outputs['apiKeys']['list'][number]

/** Keys by which programs use this workspace. */
export function ApiKeys() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('apiKeys:edit')
  const [search, setSearch] = useState('')
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
  const columns = useMemo(() => columnsWith(blocked, setRevoking), [blocked])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a key" value={search} onChange={setSearch} />
          <p className="min-w-0 flex-1 truncate text-faint">
            Keys let programs use this workspace through{' '}
            <a href="/api/v1/openapi.json" className="text-accent hover:underline">
              the HTTP API
            </a>
            .
          </p>
          <Button
            look="primary"
            icon={<Plus size={15} />}
            blocked={blocked}
            onClick={() => setCreating(true)}
          >
            New key
          </Button>
        </>
      }
    >
      {data ? (
        <Table
          label="API keys"
          columns={columns}
          rows={data}
          rowId={key => key.id}
          search={search}
          sortBy={{ id: 'created', desc: true }}
          empty={
            <Empty
              icon={<KeyRound size={18} />}
              title={search ? `No key has “${search}” in its line` : 'No key yet'}
            >
              A key opens this workspace to one of your programs, as far as its scopes reach and until it is
              revoked.
            </Empty>
          }
        />
      ) : (
        <Loading rows={3} />
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
    </Page>
  )
}

const columnsWith = (blocked: string | null, revoke: (key: Key) => void): Column<Key>[] => [
  {
    id: 'name',
    title: 'Name',
    value: key => key.name,
    cell: key => <span className="font-medium">{key.name}</span>,
    width: 'minmax(120px, 1.4fr)',
  },
  {
    id: 'start',
    title: 'Begins with',
    value: key => key.start,
    cell: key => <code className="font-mono text-[12px] text-faint">{key.start}…</code>,
    width: 'minmax(110px, 1fr)',
  },
  {
    id: 'scopes',
    title: 'May',
    value: key => key.scopes.join(' '),
    cell: key => (
      <span className="flex gap-1">
        {key.scopes.map(scope => (
          <Badge key={scope}>{scope}</Badge>
        ))}
      </span>
    ),
    width: 'minmax(140px, 1fr)',
  },
  {
    id: 'created',
    title: 'Made',
    value: key => key.createdAt.getTime(),
    written: key => key.createdAt.toISOString(),
    cell: key => <Ago at={key.createdAt} />,
    width: '112px',
    align: 'end',
  },
  {
    id: 'used',
    title: 'Last used',
    value: key => key.lastUsedAt?.getTime() ?? null,
    written: key => key.lastUsedAt?.toISOString() ?? 'never',
    cell: key => (key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : <span className="text-faint">never</span>),
    width: '112px',
    align: 'end',
  },
  {
    id: 'ends',
    title: 'Ends',
    value: key => key.expiresAt?.getTime() ?? null,
    written: key => (key.revokedAt ? 'revoked' : (key.expiresAt?.toISOString() ?? 'never')),
    cell: key => <Life of={key} />,
    width: '112px',
    align: 'end',
  },
  {
    id: 'revoke',
    title: '',
    value: () => null,
    sortable: false,
    cell: key => (
      <span className="flex justify-end">
        <Button
          look="danger"
          className="h-6"
          blocked={blocked ?? (key.revokedAt ? 'This key is revoked already.' : null)}
          onClick={() => revoke(key)}
        >
          Revoke
        </Button>
      </span>
    ),
    width: '100px',
  },
]

function Life({ of: { revokedAt, expiresAt } }: { of: Key }) {
  if (revokedAt) return <Badge tone="bad">revoked</Badge>
  if (!expiresAt) return <span className="text-faint">never</span>
  return <Ago at={expiresAt} />
}
