'use client'
import type { RowData } from '@tanstack/react-table'
import { type ReactNode, useState } from 'react'
import { More } from '../_ui/More'
import { SearchBox } from '../_ui/SearchBox'
import { Empty, Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { Page } from './Page'

interface ListPageProps<Row> {
  /** What all of them are called, and one of them in the middle of a sentence. */
  readonly label: string
  readonly noun: string
  readonly icon: ReactNode
  /** Undefined while they are loaded. */
  readonly rows: readonly Row[] | undefined
  readonly rowId: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly sortBy: { readonly id: string; readonly desc: boolean }
  readonly onOpen: (row: Row) => void
  readonly error: unknown
  readonly onRetry: () => void
  /** Stands where there is none at all. */
  readonly empty: ReactNode
  /** What narrows the list beside its search. */
  readonly filters?: ReactNode
  /** What makes a new one. */
  readonly create?: ReactNode
  /** Brings more of a list that is loaded in pages; null once all are there. */
  readonly older?: { readonly busy: boolean; readonly onMore: () => void } | null
}

/** A page that lists what a workspace has of one kind: found by a word, sorted by any column, opened by a click. */
export function ListPage<Row extends RowData>(props: ListPageProps<Row>) {
  const { label, noun, icon, rows, rowId, columns, sortBy, onOpen, error, onRetry } = props
  const { empty, filters, create, older } = props
  const [search, setSearch] = useState('')
  return (
    <Page
      tools={
        <>
          {filters}
          <SearchBox label={`Find a ${noun}`} value={search} onChange={setSearch} />
          <span className="flex-1" />
          {create}
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={onRetry} />
      ) : rows ? (
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <Table
              label={label}
              columns={columns}
              rows={rows}
              rowId={rowId}
              search={search}
              sortBy={sortBy}
              onOpen={onOpen}
              empty={
                search && rows.length > 0 ? (
                  <Empty icon={icon} title={`No ${noun} has “${search}” in it`}>
                    {older
                      ? 'Clear the search to see the rest, or load older ones.'
                      : 'Clear the search to see the rest.'}
                  </Empty>
                ) : (
                  empty
                )
              }
            />
          </div>
          {older && <More busy={older.busy} onMore={older.onMore} />}
        </div>
      ) : (
        <Loading />
      )}
    </Page>
  )
}
