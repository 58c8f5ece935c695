'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Page } from '../_frame/Page'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { IconButton } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { More } from '../_ui/More'
import { utcLong } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Empty, Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'

type Entry = Outputs['audit']['list']['entries'][number]

/** `{"from":"member","to":"admin"}` as `from member, to admin`. */
const detailsOf = ({ details }: Entry): string =>
  Object.entries((details ?? {}) as Record<string, unknown>) // written by record(): a flat object
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : String(value)}`)
    .join(', ')

const COLUMNS: readonly Column<Entry>[] = [
  {
    id: 'at',
    title: 'When (UTC)',
    value: entry => entry.createdAt.getTime(),
    written: entry => entry.createdAt.toISOString(),
    cell: entry => <span className="tabular-nums">{utcLong(entry.createdAt).replace(' UTC', '')}</span>,
    width: '190px',
  },
  {
    id: 'who',
    title: 'Who',
    value: entry => entry.actorName,
    cell: entry => <span className="font-medium">{entry.actorName}</span>,
    width: 'minmax(120px, 1fr)',
  },
  {
    id: 'action',
    title: 'Did',
    value: entry => entry.action,
    cell: entry => <span className="font-mono text-[12px] text-soft">{entry.action}</span>,
    width: 'minmax(150px, 1fr)',
  },
  { id: 'subject', title: 'To', value: entry => entry.subject, width: 'minmax(140px, 1.2fr)' },
  {
    id: 'details',
    title: 'Details',
    value: detailsOf,
    cell: entry => (
      <span className="text-faint" title={detailsOf(entry)}>
        {detailsOf(entry)}
      </span>
    ),
    width: 'minmax(160px, 2fr)',
  },
]

/** Who did what here, newest first. */
export function AuditLog() {
  const { workspace } = useHere()
  const [search, setSearch] = useState('')
  const peek = useRef<(() => readonly Entry[]) | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    useTRPC().audit.list.infiniteQueryOptions(
      { workspaceId: workspace.id, limit: 100 },
      { getNextPageParam: page => page.next },
    ),
  )
  const entries = useMemo(() => (data?.pages ?? []).flatMap(page => page.entries), [data])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find an entry" value={search} onChange={setSearch} />
          <span className="flex-1 text-faint">
            Who changed what in this workspace. Entries are never edited.
          </span>
          <IconButton
            label="Save as CSV"
            disabled={entries.length === 0}
            onClick={() => saveRows(`${workspace.name} audit log`, COLUMNS, peek.current?.() ?? entries)}
          >
            <Download size={15} />
          </IconButton>
        </>
      }
    >
      {data ? (
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <Table
              label="Audit log"
              columns={COLUMNS}
              rows={entries}
              rowId={entry => entry.id}
              search={search}
              sortBy={{ id: 'at', desc: true }}
              peek={peek}
              empty={
                <Empty
                  icon={<ScrollText size={18} />}
                  title={search ? `No entry has “${search}” in it` : 'Nothing was changed yet'}
                >
                  Invitations, roles, keys and what happens to the workspace itself are written down here.
                </Empty>
              }
            />
          </div>
          {hasNextPage && <More busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}
