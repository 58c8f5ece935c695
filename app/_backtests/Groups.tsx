'use client'
import { useMemo } from 'react'
import { count, fixed } from '../_ui/numbers'
import { type Column, Table } from '../_ui/Table'
import type { TradeGroup } from './backtest'
import { Nothing, Part } from './Part'
import { percent, profit, tone } from './values'

interface GroupsProps {
  readonly title: string
  /** What its rows are. */
  readonly of: string
  readonly groups: readonly TradeGroup[]
  /** How the keys stand at first, where profit is not the order one looks for. */
  readonly byKey?: boolean
}

const HEAD = 33
const ROW = 30
const MOST_ROWS = 10

/** What trades came to that have something in common. */
export function Groups({ title, of, groups, byKey = false }: GroupsProps) {
  const columns = useMemo(() => columnsOf(of, byKey ? orderOf(groups) : null), [of, byKey, groups])
  if (groups.length === 0)
    return (
      <Part title={title}>
        <Nothing>There is no trade to group.</Nothing>
      </Part>
    )
  return (
    <Part title={title}>
      <div
        className="print:h-auto!"
        style={{ height: Math.max(170, HEAD + ROW * Math.min(MOST_ROWS, groups.length) + 2) }}
      >
        <Table
          label={title}
          columns={columns}
          rows={groups}
          rowId={row => row.key}
          sortBy={byKey ? { id: 'key', desc: false } : { id: 'pnl', desc: true }}
        />
      </div>
    </Part>
  )
}

const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Days of the week follow the week, hours their name. */
const orderOf = (groups: readonly TradeGroup[]): ReadonlyMap<string, number> | null =>
  groups.every(({ key }) => WEEK.includes(key)) ? new Map(WEEK.map((name, at) => [name, at])) : null

const columnsOf = (of: string, order: ReadonlyMap<string, number> | null): readonly Column<TradeGroup>[] => [
  {
    id: 'key',
    title: of,
    value: row => order?.get(row.key) ?? row.key,
    written: row => row.key,
    cell: row => <span className="font-medium">{row.key}</span>,
    width: 'minmax(88px, 1fr)',
  },
  {
    id: 'trades',
    title: 'Trades',
    value: row => row.trades,
    cell: row => count(row.trades),
    width: '62px',
    align: 'end',
  },
  {
    id: 'wins',
    title: 'Wins',
    value: row => row.wins / row.trades,
    cell: row => percent(row.wins / row.trades, 0),
    width: '58px',
    align: 'end',
  },
  {
    id: 'pnl',
    title: 'Profit',
    value: row => row.pnl,
    cell: row => <span className={tone(row.pnl)}>{profit(row.pnl)}</span>,
    width: '88px',
    align: 'end',
  },
  {
    id: 'average',
    title: 'Mean',
    value: row => row.averageReturn,
    cell: row => percent(row.averageReturn),
    width: '70px',
    align: 'end',
  },
  {
    id: 'factor',
    title: 'Factor',
    value: row => row.profitFactor,
    cell: row => fixed(row.profitFactor, 2),
    width: '56px',
    align: 'end',
  },
  {
    id: 'bars',
    title: 'Bars',
    value: row => row.averageBars,
    cell: row => fixed(row.averageBars, 1),
    width: '52px',
    align: 'end',
  },
]
