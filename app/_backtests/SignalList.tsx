'use client'
import { Download, ListFilter } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { Badge } from '../_ui/Badge'
import { Button } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { count } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Segments } from '../_ui/Segments'
import { Select } from '../_ui/Select'
import { Empty } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'

const ANY = 'any'
const SIDES = [
  { value: ANY, label: 'Both sides' },
  { value: 'long', label: 'Long' },
  { value: 'short', label: 'Short' },
] as const

/** What rows are told apart by beside their side. */
export interface Reason<Row> {
  readonly label: string
  /** What stands for all of them. */
  readonly any: string
  readonly of: (row: Row) => string
}

interface SignalListProps<Row> {
  readonly label: string
  /** One of them and many, in the middle of a sentence. */
  readonly nouns: readonly [one: string, many: string]
  readonly rows: readonly Row[]
  /** How many there are; fewer may have been handed over. */
  readonly total: number
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  readonly reason?: Reason<Row> | undefined
  readonly sortBy: { readonly id: string; readonly desc: boolean }
  /** What those that are left come to. */
  readonly sum?: ((rows: readonly Row[]) => ReactNode) | undefined
  readonly file: string
  readonly onOpen: (row: Row) => void
  readonly onCurrent: (row: Row) => void
  /** Stands where there is none at all. */
  readonly empty: ReactNode
}

/** One list of a report: narrowed by side, reason and words, sorted by any column, saved as it is shown. */
export function SignalList<Row extends { readonly side: 'long' | 'short' }>(props: SignalListProps<Row>) {
  const { label, nouns, rows, total, columns, rowId, reason, sortBy, sum, file, onOpen, onCurrent, empty } =
    props
  const [search, setSearch] = useState('')
  const [side, setSide] = useState<(typeof SIDES)[number]['value']>(ANY)
  const [wanted, setWanted] = useState<string>(ANY)
  const peek = useRef<(() => readonly Row[]) | null>(null)
  const reasons = useMemo(() => (reason ? [...new Set(rows.map(reason.of))].sort() : []), [rows, reason])
  const left = useMemo(
    () =>
      rows.filter(
        row =>
          (side === ANY || row.side === side) && (wanted === ANY || !reason || reason.of(row) === wanted),
      ),
    [rows, side, wanted, reason],
  )
  const [one, many] = nouns
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 print:hidden">
        <Segments label="Side" options={SIDES} value={side} onChange={setSide} />
        {reason && (
          <Select
            label={reason.label}
            className="h-7! w-40!"
            options={[
              { value: ANY, label: reason.any },
              ...reasons.map(each => ({ value: each, label: each })),
            ]}
            value={wanted}
            onChange={setWanted}
          />
        )}
        <SearchBox
          label={`Find ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`}
          value={search}
          onChange={setSearch}
        />
        <span className="text-soft tabular-nums">
          {count(left.length)} of {count(total)} {total === 1 ? one : many}
          {sum && <>, {sum(left)}</>}
        </span>
        {total > rows.length && <Badge tone="warn">the first {count(rows.length)} are shown</Badge>}
        <span className="flex-1" />
        <Button
          icon={<Download size={14} />}
          blocked={left.length === 0 ? `There is no ${one} to save.` : null}
          onClick={() => saveRows(file, columns, peek.current?.() ?? left)}
        >
          CSV
        </Button>
      </div>
      <p className="hidden px-3 py-2 print:block">
        {count(left.length)} of {count(total)} {total === 1 ? one : many}
        {sum && <>, {sum(left)}</>}
      </p>
      <div className="min-h-0 flex-1">
        <Table
          label={label}
          columns={columns}
          rows={left}
          rowId={rowId}
          search={search}
          sortBy={sortBy}
          onOpen={onOpen}
          onCurrent={onCurrent}
          peek={peek}
          empty={
            rows.length === 0 ? (
              empty
            ) : (
              <Empty icon={<ListFilter size={18} />} title={`No ${one} is left`}>
                Loosen the filters to see the rest.
              </Empty>
            )
          }
        />
      </div>
    </>
  )
}
