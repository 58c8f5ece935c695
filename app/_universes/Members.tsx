'use client'
import { Download, Filter } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Outputs } from '../_trpc/client'
import { IconButton } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { columnWriter, count, fixed, number } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Empty } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'

type Resolved = Outputs['universes']['resolve']
type Member = Resolved['members'][number]

const columnsOf = (days: number, members: readonly Member[]): readonly Column<Member>[] => {
  const volume = columnWriter(members.map(each => each.quoteVolume))
  const times = (value: number | null, factor: number) => (value === null ? null : value * factor)
  return [
    {
      id: 'symbol',
      title: 'Symbol',
      value: row => row.symbol,
      cell: row => <span className="font-medium">{row.symbol}</span>,
      width: 'minmax(110px, 1fr)',
    },
    { id: 'sector', title: 'Sector', value: row => row.sector, width: 'minmax(90px, 0.8fr)' },
    {
      id: 'price',
      title: 'Price',
      value: row => row.price,
      cell: row => number(row.price),
      width: '90px',
      align: 'end',
    },
    {
      id: 'volume',
      title: `Volume a day`,
      value: row => row.quoteVolume,
      cell: row => <span title={`Mean of ${days} days, in ${row.currency}`}>{volume(row.quoteVolume)}</span>,
      width: '120px',
      align: 'end',
    },
    {
      id: 'volatility',
      title: 'Volatility %',
      value: row => times(row.volatility, 100),
      cell: row => fixed(times(row.volatility, 100), 2),
      width: '100px',
      align: 'end',
    },
    {
      id: 'spread',
      title: 'Spread bps',
      value: row => times(row.spread, 10_000),
      cell: row => fixed(times(row.spread, 10_000), 0),
      width: '95px',
      align: 'end',
    },
    {
      id: 'age',
      title: 'Age in days',
      value: row => row.ageDays,
      cell: row => (row.ageDays === null ? '–' : count(Math.floor(row.ageDays))),
      width: '100px',
      align: 'end',
    },
  ]
}

/** Who is in the universe at that moment, with what the filters go by. */
export function Members({ name, resolved }: { name: string; resolved: Resolved }) {
  const [search, setSearch] = useState('')
  const peek = useRef<(() => readonly Member[]) | null>(null)
  const columns = columnsOf(resolved.factDays, resolved.members)
  return (
    <section aria-label="Members" className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b border-line px-4 py-1.5">
        <h2 className="font-semibold tabular-nums">
          {count(resolved.kept)} {resolved.kept === 1 ? 'symbol' : 'symbols'}
        </h2>
        <span className="text-faint">
          {resolved.members.length < resolved.kept && `the first ${count(resolved.members.length)} shown`}
        </span>
        <span className="flex-1" />
        <SearchBox label="Find a symbol" value={search} onChange={setSearch} />
        <IconButton
          label="Save as CSV"
          disabled={resolved.members.length === 0}
          onClick={() => saveRows(name, columns, peek.current?.() ?? resolved.members)}
        >
          <Download size={15} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1">
        <Table
          label="Members"
          columns={columns}
          rows={resolved.members}
          rowId={row => row.symbol}
          search={search}
          sortBy={{ id: 'volume', desc: true }}
          peek={peek}
          empty={
            search ? (
              <Empty icon={<Filter size={18} />} title={`No symbol has “${search}” in it`}>
                Clear the search to see the rest.
              </Empty>
            ) : (
              <Empty icon={<Filter size={18} />} title="Nothing is left">
                The filters take out every instrument. The counts beside them say where.
              </Empty>
            )
          }
        />
      </div>
    </section>
  )
}
