'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Page } from '../_frame/Page'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { SearchBox } from '../_ui/SearchBox'
import { Empty, Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { useSay } from '../_ui/Toasts'
import { deviceOf } from './device'

type Session = Outputs['session']['list'][number]

/** Where somebody is signed in, and how to sign out there. */
export function Sessions() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery(trpc.session.list.queryOptions())
  const { mutate: end } = useMutation(
    trpc.session.end.mutationOptions({
      onSuccess: () => say.done('Signed out there'),
      onError: problem => say.failed('Still signed in there', problem),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.session.list.queryKey() }),
    }),
  )
  const columns = useMemo(() => columnsWith(sessionId => end({ sessionId })), [end])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a session" value={search} onChange={setSearch} />
          <span className="text-faint">Sign out wherever you don’t recognise yourself.</span>
        </>
      }
    >
      {data ? (
        <Table
          label="Sessions"
          columns={columns}
          rows={data}
          rowId={session => session.id}
          search={search}
          sortBy={{ id: 'used', desc: true }}
          empty={
            <Empty icon={<MonitorSmartphone size={18} />} title={`No session has “${search}” in it`}>
              Clear the search to see them all.
            </Empty>
          }
        />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

const columnsWith = (end: (sessionId: string) => void): Column<Session>[] => [
  {
    id: 'device',
    title: 'Browser',
    value: session => deviceOf(session.userAgent),
    cell: session => (
      <span className="font-medium" title={session.userAgent ?? undefined}>
        {deviceOf(session.userAgent)} {session.isThis && <Badge tone="accent">this one</Badge>}
      </span>
    ),
    width: 'minmax(200px, 2fr)',
  },
  {
    id: 'address',
    title: 'Address',
    value: session => session.ipAddress ?? 'unknown',
    cell: session => <span className="text-soft tabular-nums">{session.ipAddress ?? 'unknown'}</span>,
    width: 'minmax(120px, 1fr)',
  },
  {
    id: 'since',
    title: 'Signed in',
    value: session => session.createdAt.getTime(),
    written: session => session.createdAt.toISOString(),
    cell: session => <Ago at={session.createdAt} />,
    width: '130px',
    align: 'end',
  },
  {
    id: 'used',
    title: 'Last seen',
    value: session => session.updatedAt.getTime(),
    written: session => session.updatedAt.toISOString(),
    cell: session => <Ago at={session.updatedAt} />,
    width: '130px',
    align: 'end',
  },
  {
    id: 'end',
    title: '',
    value: () => null,
    sortable: false,
    cell: session => (
      <span className="flex justify-end">
        <Button
          look="quiet"
          className="h-6"
          blocked={session.isThis && 'This is the session you are in: sign out from the account menu.'}
          onClick={() => end(session.id)}
        >
          Sign out
        </Button>
      </span>
    ),
    width: '110px',
  },
]
