'use client'
import clsx from 'clsx'
import { Check, Download, SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Badge } from '../_ui/Badge'
import { Button, IconButton } from '../_ui/Button'
import { change, count, number } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Empty } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { csv, download } from './csv'
import type { Row } from './live'

type Price = readonly [symbol: string, last: number, change: number | null]

interface ResultsProps {
  readonly name: string
  /** The program's own columns, in its order. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** Moving prices, where there are any. */
  readonly prices?: ReadonlyMap<string, Price> | undefined
  readonly fresh?: ReadonlySet<string>
}

const NO_PRICES: ReadonlyMap<string, Price> = new Map()

export function Results({ name, columns, rows, prices = NO_PRICES, fresh }: ResultsProps) {
  const [search, setSearch] = useState('')
  const [matchedOnly, setMatchedOnly] = useState(true)
  const matches = useMemo(() => rows.filter(row => row.matched), [rows])
  const shown = matchedOnly ? matches : rows
  const definitions = useMemo(() => definitionsOf(columns, prices), [columns, prices])
  const save = () =>
    download(
      `${name}.csv`,
      csv(
        ['symbol', 'matched', 'score', 'close', 'change', ...columns],
        shown.map(row => [
          row.symbol,
          row.matched,
          row.score,
          row.close,
          row.change,
          ...columns.map((_, at) => row.values[at] ?? null),
        ]),
      ),
    )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <div
          role="group"
          aria-label="Which symbols"
          className="flex rounded-md border border-line-strong p-px"
        >
          <Choice on={matchedOnly} onPick={() => setMatchedOnly(true)}>
            Matches <span className="tabular-nums text-faint">{count(matches.length)}</span>
          </Choice>
          <Choice on={!matchedOnly} onPick={() => setMatchedOnly(false)}>
            All <span className="tabular-nums text-faint">{count(rows.length)}</span>
          </Choice>
        </div>
        <SearchBox label="Find a symbol" value={search} onChange={setSearch} />
        <span className="flex-1" />
        <IconButton label="Save as CSV" onClick={save} disabled={shown.length === 0}>
          <Download size={15} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1">
        <Table
          label={`Results of ${name}`}
          columns={definitions}
          rows={shown}
          rowId={symbolOf}
          search={search}
          sortBy={BEST_FIRST}
          rowClass={row => (fresh?.has(row.symbol) ? 'fresh' : undefined)}
          empty={
            <Empty
              icon={<SearchX size={18} />}
              title={search ? `No symbol has “${search}” in it` : 'Nothing matches on this bar'}
            >
              {search ? (
                'Clear the search to see the rest.'
              ) : (
                <div className="flex flex-col items-center gap-3">
                  <p>
                    The rule was checked on every symbol and held on none. It is checked again when the next
                    bar closes.
                  </p>
                  {matchedOnly && rows.length > 0 && (
                    <Button onClick={() => setMatchedOnly(false)}>Show all {count(rows.length)}</Button>
                  )}
                </div>
              )}
            </Empty>
          }
        />
      </div>
    </div>
  )
}

const BEST_FIRST = { id: 'score', desc: true } as const
const symbolOf = (row: Row): string => row.symbol

function Choice({ on, onPick, children }: { on: boolean; onPick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPick}
      className="flex h-6 items-center gap-1.5 rounded px-2 text-soft aria-pressed:bg-hover aria-pressed:text-ink"
    >
      {children}
    </button>
  )
}

function definitionsOf(columns: readonly string[], prices: ReadonlyMap<string, Price>): Column<Row>[] {
  const now = (row: Row) => prices.get(row.symbol)
  return [
    {
      id: 'symbol',
      title: 'Symbol',
      value: row => row.symbol,
      cell: row => <span className="font-medium">{row.symbol}</span>,
      width: 'minmax(110px, 1.2fr)',
    },
    {
      id: 'matched',
      title: 'Match',
      value: row => (row.matched ? 1 : 0),
      cell: row =>
        row.matched ? (
          <Badge tone="accent">
            <Check size={11} /> match
          </Badge>
        ) : (
          <span className="text-faint">–</span>
        ),
      width: '92px',
    },
    {
      id: 'score',
      title: 'Score',
      value: row => row.score,
      cell: row => number(row.score),
      width: 'minmax(84px, 1fr)',
      align: 'end',
    },
    {
      id: 'close',
      title: 'Price',
      value: row => now(row)?.[1] ?? row.close,
      cell: row => (
        <span title={`Close of the bar: ${number(row.close)}`}>{number(now(row)?.[1] ?? row.close)}</span>
      ),
      width: 'minmax(96px, 1fr)',
      align: 'end',
    },
    {
      id: 'change',
      title: 'Day',
      value: row => now(row)?.[2] ?? row.change,
      cell: row => <Change value={now(row)?.[2] ?? row.change} />,
      width: 'minmax(84px, 1fr)',
      align: 'end',
    },
    ...columns.map(
      (column, at): Column<Row> => ({
        id: `column:${column}`,
        title: column,
        value: row => row.values[at] ?? null,
        cell: row => number(row.values[at]),
        width: 'minmax(84px, 1fr)',
        align: 'end',
      }),
    ),
  ]
}

/** Told by sign, arrow and colour, so that no one of them is needed. */
const Change = ({ value }: { value: number | null | undefined }) => (
  <span
    className={clsx(value != null && value > 0 && 'text-gain', value != null && value < 0 && 'text-loss')}
  >
    {value != null && value !== 0 && <span aria-hidden>{value > 0 ? '▲ ' : '▼ '}</span>}
    {change(value)}
  </span>
)
